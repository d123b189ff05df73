import Domain

/// What a phone shows when it is done.
struct PhoneDonePage: Page {
    static let template = "phone-done"
    let name: String
    let isConnected: Bool
    let account: String?

    init(_ integration: Integration) {
        name = integration.name
        isConnected = integration.connection?.state == .connected
        account = integration.connection?.details.identity.title
    }

    func title(in texts: Texts) -> String { texts(isConnected ? "phone.done" : "phone.not-done", ["name": name]) }
}
