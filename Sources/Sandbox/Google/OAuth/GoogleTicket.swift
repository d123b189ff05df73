/// Permission to answer one consent page once.
struct GoogleTicket: Codable, Sendable {
    let request: GoogleAuthorizeRequest
    let expiresAt: Moment

    static let lifetime = 600
}
