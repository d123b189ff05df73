/// A Google account: who consents, sends, meets and writes.
struct GoogleAccount: Codable, Sendable {
    /// 21 digits: `sub` in OpenID Connect, `id` in the older answer. It stays when the mail address changes.
    let id: String
    let name: String
    let email: String
    let createdAt: Moment

    /// The Workspace domain.
    var domain: String { String(email.drop { $0 != "@" }.dropFirst()) }

    var givenName: String { name.split(separator: " ").first.map(String.init) ?? name }
    var familyName: String { name.split(separator: " ").dropFirst().joined(separator: " ") }
}
