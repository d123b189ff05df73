/// Something to connect again.
struct Reminder: Sendable {
    let id: String
    let name: String
}
