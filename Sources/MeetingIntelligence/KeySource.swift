import Domain
import Foundation
import StoragePostgres
import Vault

/// The keys of this server, put together from its settings.
struct KeySource: Sendable {
    let keys: any KeyWrapper
    let fernet: [FernetKey]
    /// Keys at hand, whoever else wraps; `nil` where a key service does all of it.
    private let ring: KeyRing?

    /// What to do where a key file is needed and there is none.
    enum Missing: Sendable {
        case refuse
        /// For a database nobody has sealed anything in.
        case create
        /// For one whose keys are given up; a file without a usable key is put aside.
        case replace
    }

    /// - Parameter needsRing: whether keys have to be at hand even where a key service wraps: what a server asks PostgreSQL is signed by them.
    /// - Throws: `VaultError`.
    init(_ settings: KeySettings, needsRing: Bool = false, missing: Missing, time: TimeSource, random: RandomSource) throws {
        let service = try settings.service.map { try Self.service($0) }
        let isFileNeeded = (settings.list?.ring.isEmpty ?? true) && (service == nil || needsRing)
        if isFileNeeded { try Self.prepare(settings.file, missing: missing, time: time, random: random) }
        let fileKeys = try settings.file.read()
        fernet = try (settings.list?.fernet ?? []) + KeyList(fileKeys ?? []).fernet
        let local: (any KeyWrapper)?
        if let keys = settings.list?.ring, !keys.isEmpty {
            ring = try KeyRing(keys: keys, random: random)
            local = ring
        } else if fileKeys != nil {
            let followed = try KeyFileRing(settings.file, random: random)
            (ring, local) = (followed.ring, followed)
        } else {
            (ring, local) = (nil, nil)
        }
        switch (service, local) {
        case (let service?, let local): keys = KeyChain(service, others: [local].compactMap(\.self))
        case (nil, let local?): keys = local
        case (nil, nil): throw VaultError.malformedKey
        }
    }

    /// By which PostgreSQL tells this server's tickets from forged ones.
    var ticketKeys: [TicketKey] {
        ring?.derived(for: "database-ticket.v1").map { TicketKey(id: $0.id, bytes: $0.bytes) } ?? []
    }

    private static func prepare(_ file: KeyFile, missing: Missing, time: TimeSource, random: RandomSource) throws {
        switch (missing, try file.read()) {
        case (.refuse, nil):
            throw VaultError.keyFile(
                reason: """
                    the key file \(file.path) is missing, and the database was made with one. Put it back, or set ENCRYPTION_KEYS; nothing \
                    was changed. If it is gone for good, see meeting-intelligence keys lost --help
                    """
            )
        case (.create, nil): try file.create(random: random, at: time.now)
        case (.replace, let keys):
            if let keys, (try? KeyRing(keys: KeyList(keys).ring, random: random)) != nil { return }
            _ = try file.replace(random: random, at: time.now)
        case (_, _?): break
        }
    }

    private static func service(_ service: KeySettings.Service) throws -> any KeyWrapper {
        switch service {
        case .transit(let path, let address, let token, let namespace):
            let http = TransitHTTP(address: address, token: token, namespace: namespace)
            let keys = TransitKeys(path: path) { path, body async throws(VaultError) in try await http.post(body, to: path) }
            guard let keys else { throw VaultError.malformedKey }
            return keys
        case .command(let path):
            let program = KeyProgram(path: path)
            return KeyCommand { argument, input async throws(VaultError) in try await program.run(argument, input: input) }
        }
    }
}
