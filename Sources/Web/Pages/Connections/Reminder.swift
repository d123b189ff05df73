import Domain

/// Something to connect again.
struct Reminder: Sendable {
    let id: String
    let name: String
    let text: String

    init(_ broken: BrokenConnection, texts: Texts) {
        id = broken.provider.rawValue
        name = broken.name
        let loss = texts(broken.isWhole ? "reminder.whole" : "reminder.part", ["name": broken.name])
        let waiting = broken.waiting == 0 ? texts("reminder.waiting.none") : texts("reminder.waiting", count: broken.waiting)
        text = "\(loss) \(waiting)"
    }
}
