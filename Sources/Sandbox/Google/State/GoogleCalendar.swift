/// A calendar, and what each account may do with it.
struct GoogleCalendar: Codable, Sendable {
    /// An account's mail for its primary calendar.
    let id: String
    let summary: String
    /// An IANA name.
    let timeZone: String
    /// By account id: `owner`, `writer` or `reader`.
    var access: [String: GoogleAccessRole]

    /// Where the people of the sandbox live.
    static let usualTimeZone = "Europe/London"

    func isPrimary(of account: GoogleAccount) -> Bool { id == account.email }
}
