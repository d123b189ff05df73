/// What a mutation gives: the object it made or changed.
struct LinearPayload<Object: Sendable>: Sendable {
    let object: Object
    let syncID: Int
}
