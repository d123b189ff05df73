import Domain

/// What a connection that works cannot do all the same.
struct Shortfall: Sendable {
    /// `Needs a permission: Send mail`
    let permission: String?
    /// `Needs a reconnect: Message you alone`
    let reconnect: String?

    init(_ integration: Integration, texts: Texts) {
        let isConnected = integration.connection?.state == .connected && integration.isConfigured
        func titles(_ readiness: Integration.Readiness) -> String? {
            let titles = integration.operations.filter { $0.readiness == readiness }.map { texts.phrase($0.title) }
            return isConnected && !titles.isEmpty ? titles.joined(separator: ", ") : nil
        }
        permission = titles(.permissionMissing).map { texts("card.missing-what", ["what": $0]) }
        reconnect = titles(.needsReconnect).map { texts("card.broken-what", ["what": $0]) }
    }
}
