/// What a request carries, and its `Content-Type`.
struct Payload: Sendable {
    let type: String
    let bytes: [UInt8]

    static func json(_ value: JSONValue) -> Payload {
        Payload(type: "application/json; charset=utf-8", bytes: JSONBody.encode(value))
    }
}
