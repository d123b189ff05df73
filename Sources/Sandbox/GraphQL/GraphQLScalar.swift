/// Which written values a scalar takes (section 3.5, input coercion).
enum GraphQLScalar: Sendable {
    case string, int, float, boolean, id, anything

    func takes(_ value: GraphQLValue) -> Bool {
        switch (self, value) {
        case (.string, .string), (.int, .int), (.float, .int), (.float, .float), (.boolean, .boolean), (.id, .string), (.id, .int): true
        case (.anything, _): true
        default: false
        }
    }
}
