import Domain
import Foundation
import Logging
import Providers
import Storage
import Vault

extension KeyCare {
    /// What was given up.
    package struct GivenUp: Sendable, Equatable {
        package var people = 0
        package var dataKeys = 0
        /// Connections whose people have to connect again.
        package var connections = 0
        package var fields = 0
    }

    /// Gives up what can never be opened with the keys at hand: connections ask to be made again, what waited for them goes on waiting, and
    /// everything that was not sealed stays as it is.
    ///
    /// - Throws: `VaultError/unavailable(reason:)` when a key service does not answer: what is only out of reach is not lost.
    package func giveUpLost(progress: Progress = { _, _ in }) async throws -> GivenUp {
        let total = try await countOwners()
        var result = GivenUp()
        var done = 0
        try await forEachOwner { owner in
            let state = try await examine(owner)
            if !state.lostKeys.isEmpty || !state.lostFields.isEmpty || state.lostWaiting > 0 {
                let connections = try await giveUp(state, of: owner)
                if owner.person != nil { result.people += 1 }
                result.dataKeys += state.lostKeys.count
                result.fields += state.lostFields.count
                result.connections += connections
            }
            done += 1
            progress(done, max(total, done))
        }
        try await forgetChecks()
        logger.notice("Lost keys given up", metadata: ["people": "\(result.people)", "connections": "\(result.connections)"])
        return result
    }

    /// - Returns: how many connections have to be made again.
    private func giveUp(_ state: OwnerState, of owner: KeyOwner) async throws -> Int {
        let now = time.now
        let ids = state.lostFields.map { _ in random.uuid() }
        let connections = try await database.transaction(as: owner.claims) { session in
            var connections = 0
            for (field, id) in zip(state.lostFields, ids) where try SealedFieldTable(session).drop(field, at: now) {
                if field.column.loss == .reconnect { connections += 1 }
                if let activity = Self.activity(field, at: now) { try owner.note(activity, id: id, in: session) }
            }
            for key in state.lostKeys { try DataKeyTable(session).delete(key.id) }
            if let owner = owner.connections { try ReplacementTable(session).deleteAll(of: owner) }
            return connections
        }
        try await noteCurrentKey(among: try await checks())
        return connections
    }

    private static func activity(_ field: SealedFieldTable.Field, at now: Date) -> Activity? {
        let provider = Provider.named(field.provider)?.name ?? field.provider.rawValue
        switch field.column.loss {
        case .reconnect:
            let cause = "This server lost its encryption key, and with it your permission. Reconnect \(provider), and what waits is sent."
            return Activity(.keysLost, at: now, provider: field.provider, cause: cause)
        case .unrevocable:
            return Activity(.revocationFailed, at: now, provider: field.provider, cause: Revoker.receipt(.failed, provider: provider))
        case .clear, .delete: return nil
        }
    }

    /// Check values of keys that are neither here nor needed any more.
    private func forgetChecks() async throws {
        let needed = try await counts()
        for check in try await checks() where try await !keys.holds(check.keyID) && needed[check.keyID] == nil {
            try await database.transaction(as: .worker) { try KeyCheckTable($0).delete(kekID: check.keyID) }
        }
    }
}
