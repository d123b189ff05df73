/// Permission to answer one consent page once.
struct LinearTicket: Codable, Sendable {
    let request: LinearAuthorizeRequest
    let expiresAt: Moment

    static let lifetime = 600
}
