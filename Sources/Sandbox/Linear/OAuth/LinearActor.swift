/// In whose name a grant acts.
enum LinearActor: String, Codable, Sendable {
    case user
    case app
}
