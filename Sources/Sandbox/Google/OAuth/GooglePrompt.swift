/// When the person is asked.
enum GooglePrompt: String, Codable, Sendable {
    case none
    case consent
    case selectAccount = "select_account"
}
