/// What a method gives back: JSON, or nothing.
enum GoogleMethodResult: Sendable {
    case value(JSON)
    case nothing
}
