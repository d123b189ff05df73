/// One page of a connection. A cursor is the id of the object it stands at.
struct LinearPage: Sendable {
    static let arguments: [GraphQLInputField] = [
        "first: Int", "after: String", "last: Int", "before: String", "includeArchived: Boolean", "orderBy: PaginationOrderBy",
    ]
    private static let standardSize = 50
    private static let largestSize = 250

    let edges: [LinearEdge]
    let hasNextPage: Bool
    let hasPreviousPage: Bool

    init<Object: Sendable>(_ all: [Object], _ arguments: GraphQLArguments, id: (Object) -> String) throws(GraphQLFault) {
        guard !(arguments["first"] != nil && arguments["last"] != nil) else {
            throw LinearFault.invalidArgument("Either first or last, not both.")
        }
        let ids = all.map(id)
        let lower = try Self.index(of: arguments.string("after"), in: ids).map { $0 + 1 } ?? 0
        let upper = try max(lower, Self.index(of: arguments.string("before"), in: ids) ?? ids.count)
        let size = try Self.size(arguments)
        let isBackward = arguments["last"] != nil || (arguments["before"] != nil && arguments["first"] == nil)
        let range = isBackward ? max(lower, upper - size)..<upper : lower..<min(upper, lower + size)
        edges = range.map { LinearEdge(cursor: ids[$0], node: all[$0]) }
        hasNextPage = range.upperBound < ids.count
        hasPreviousPage = range.lowerBound > 0
    }

    private static func size(_ arguments: GraphQLArguments) throws(GraphQLFault) -> Int {
        let size = arguments.int("first") ?? arguments.int("last") ?? standardSize
        guard 1...largestSize ~= size else { throw LinearFault.invalidArgument("A page holds 1 to \(largestSize) objects.") }
        return size
    }

    private static func index(of cursor: String?, in ids: [String]) throws(GraphQLFault) -> Int? {
        guard let cursor else { return nil }
        guard let index = ids.firstIndex(of: cursor) else { throw LinearFault.invalidArgument("The cursor is not valid.") }
        return index
    }
}
