/// An object in a page, with its cursor.
struct LinearEdge: Sendable {
    let cursor: String
    let node: any Sendable
}
