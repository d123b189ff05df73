/// Where something stands in a document; both count from 1.
struct GraphQLLocation: Sendable, Equatable {
    var line = 1
    var column = 1
}
