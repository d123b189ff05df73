import Domain
import Logging
import Providers
import Storage

/// One round over the connections that are due.
struct Sweep: Sendable {
    let refresher: Refresher
    let dependencies: Dependencies
    /// Seconds over which the round is spread, so that tokens given out together do not come back together.
    let spread: Double

    /// How many connections a round takes up.
    static let batch = 500
    /// How many are refreshed at once.
    static let limit = 16
    /// How many of one provider, so that one that is slow holds up none of the others.
    static let limitOfProvider = 6

    func run(_ due: [RefreshTable.Due]) async {
        var waiting = due.compactMap { due in Chain.named(due.type).map { (chain: $0, owner: due.owner) } }
        var running: [ProviderID: Int] = [:]
        await withTaskGroup(of: ProviderID.self) { group in
            while !waiting.isEmpty {
                let next = waiting.firstIndex { running[$0.chain.provider.id, default: 0] < Self.limitOfProvider }
                if let next, running.values.reduce(0, +) < Self.limit, !Task.isCancelled {
                    let (chain, owner) = waiting.remove(at: next)
                    running[chain.provider.id, default: 0] += 1
                    group.addTask {
                        await renew(chain, of: owner)
                        return chain.provider.id
                    }
                } else if let ended = await group.next() {
                    running[ended, default: 1] -= 1
                } else {
                    return
                }
            }
        }
    }

    private func renew(_ chain: Chain, of owner: ConnectionOwner) async {
        do {
            try await dependencies.pause(.seconds(spread * dependencies.random.fraction() / Double(Self.limit)))
            try await refresher.renew(chain, of: owner)
        } catch is CancellationError {
            return
        } catch let error as ConnectionError {
            // Noted in the row, and told to whoever needs it.
            dependencies.logger.debug("Not refreshed", metadata: ["type": "\(chain.type)", "reason": "\(error.message)"])
        } catch {
            dependencies.logger.error("Not refreshed", metadata: ["type": "\(chain.type)", "error": "\(error)"])
        }
    }
}
