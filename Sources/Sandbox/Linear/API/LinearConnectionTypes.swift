/// The types of pages.
extension LinearSchema {
    /// A connection's type and its edges' type.
    static func connection(_ node: String) -> [ObjectType] {
        let edges: Field<LinearPage> = .init("edges", GraphQLTypeReference(stringLiteral: "[\(node)Edge!]!")) { (page, _, _) in
            .objects(page.edges)
        }
        let nodes: Field<LinearPage> = .init("nodes", GraphQLTypeReference(stringLiteral: "[\(node)!]!")) { (page, _, _) in
            .list(page.edges.map { .object($0.node) })
        }
        let info: Field<LinearPage> = .init("pageInfo", "PageInfo!") { (page, _, _) in .object(page) }
        let cursor: Field<LinearEdge> = .init("cursor", "String!") { (edge, _, _) in .string(edge.cursor) }
        let inner: Field<LinearEdge> = .init("node", GraphQLTypeReference(stringLiteral: "\(node)!")) { (edge, _, _) in .object(edge.node) }
        return [
            ObjectType("\(node)Connection", of: LinearPage.self, [edges, nodes, info]),
            ObjectType("\(node)Edge", of: LinearEdge.self, [cursor, inner]),
        ]
    }

    static let pageInfo = ObjectType(
        "PageInfo", of: LinearPage.self,
        [
            .init("hasNextPage", "Boolean!") { (page, _, _) in .bool(page.hasNextPage) },
            .init("hasPreviousPage", "Boolean!") { (page, _, _) in .bool(page.hasPreviousPage) },
            .init("startCursor", "String") { (page, _, _) in .string(page.edges.first?.cursor) },
            .init("endCursor", "String") { (page, _, _) in .string(page.edges.last?.cursor) },
        ])
}
