/// What a connection holds.
struct Tokens: Sendable {
    let access: String
    let refresh: String
}
