/// A workspace: GraphQL's `Organization`.
struct LinearWorkspace: Codable, Sendable {
    let id: String
    let name: String
    /// The part of its addresses that names it: `linear.app/acme`.
    let urlKey: String
    let createdAt: Moment
}
