import Domain

/// Something to connect again.
struct Reminder: Sendable {
    let id: String
    let name: String
    let text: String

    init(_ broken: BrokenConnection) {
        id = broken.provider.rawValue
        name = broken.name
        let loss = broken.isWhole ? "your connection" : "a part of your connection"
        let waiting =
            switch broken.waiting {
            case 0: "What you send there waits until you reconnect."
            case 1: "One delivery waits until you reconnect."
            case let count: "\(count) deliveries wait until you reconnect."
            }
        text = "\(broken.name) no longer accepts \(loss). \(waiting)"
    }
}
