import Domain
import HTTPTypes
import Providers
import Synchronization

/// Lets each request go only while the grants whose tokens it carries still stand: a conversation of several calls ends with them.
final class GuardedTransport: Transport {
    private let base: any Transport
    private let uses: Uses
    private let ids: [Connection.ID]
    private let stands: @Sendable () async -> Bool
    private let withdrawn = Mutex(false)

    init(_ base: any Transport, uses: Uses, ids: [Connection.ID], stands: @escaping @Sendable () async -> Bool) {
        self.base = base
        self.uses = uses
        self.ids = ids
        self.stands = stands
    }

    /// Whether a request was held back.
    var isWithdrawn: Bool { withdrawn.withLock(\.self) }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        uses.begin(ids)
        defer { uses.end(ids) }
        guard await stands() else {
            withdrawn.withLock { $0 = true }
            throw .unreachable
        }
        return try await base.exchange(request, body: body)
    }
}
