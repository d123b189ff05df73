import Domain
import Storage

/// A grant as it was when its row was read: sealed.
struct HeldGrant: Sendable {
    let chain: Chain
    let connection: Connection
    let sealed: SealedGrant

    /// - Parameter rejected: the generation whose token the provider has just refused.
    func renewal(rejected: Int64? = nil) -> Renewal {
        Renewal(
            expiresAt: sealed.expiresAt, dueAt: sealed.refreshDueAt, failures: sealed.failures,
            isRejected: rejected.map { connection.generation <= $0 } ?? false, isRenewable: sealed.refreshToken != nil
        )
    }

    /// Whether a row still holds what came of the same consent: refreshes count on, a reconnect or a disconnect ends it.
    func stands(as current: Connection?) -> Bool {
        guard let current else { return false }
        return current.id == connection.id && current.state == .connected && current.connectedAt == connection.connectedAt
    }
}
