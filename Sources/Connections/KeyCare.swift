package import Domain
package import Logging
package import Storage
package import Vault

/// Renews and examines the keys of a server, and gives lost ones up. Works beside running servers, in steps that can be broken off
/// anywhere and go on where they were.
package struct KeyCare: Sendable {
    let database: any Database
    let keys: any KeyWrapper
    let fernet: [FernetKey]
    let time: TimeSource
    let random: RandomSource
    let logger: Logger

    /// How far it has come: of how many, so many are done.
    package typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

    /// Rows in one step: small enough that nobody waits for it.
    let batch: Int

    package init(
        database: any Database, keys: any KeyWrapper, fernet: [FernetKey], time: TimeSource, random: RandomSource, logger: Logger,
        batch: Int = 100
    ) {
        self.database = database
        self.keys = keys
        self.fernet = fernet
        self.time = time
        self.random = random
        self.logger = logger
        self.batch = batch
    }

    init(_ dependencies: Dependencies) {
        self.init(
            database: dependencies.database, keys: dependencies.keys, fernet: dependencies.fernet, time: dependencies.time,
            random: dependencies.random, logger: dependencies.logger
        )
    }

    var keyring: OwnerKeyring { OwnerKeyring(keys: keys, fernet: fernet, time: time) }

    /// Calls `work` for everybody who has a data key or a sealed value, people first, the installation last.
    func forEachOwner(_ work: (KeyOwner) async throws -> Void) async throws {
        for kind in SealedColumn.Owner.allCases {
            var after = ""
            while true {
                let last = after
                let owners = try await database.read(as: .worker) { session in
                    try SealedFieldTable(session).owners(kind, after: last, limit: batch)
                }
                guard let end = owners.last else { break }
                for owner in owners { try await work(owner) }
                after = end.id
            }
        }
    }

    func countOwners() async throws -> Int {
        var count = 0
        try await forEachOwner { _ in count += 1 }
        return count
    }
}

extension KeyOwner {
    /// People's rows are touched in their own name; those of organisations and of the installation as the work of the server.
    var claims: Claims { person.map(Claims.person) ?? .worker }

    /// Whose connections it seals the tokens of; `nil` for the installation, which has none.
    var connections: ConnectionOwner? {
        switch self {
        case .person(let id): .person(id)
        case .organisation(let id): .organisation(Organisation.ID(id))
        case .installation: nil
        }
    }

    /// Adds a line to their activity log, if they keep one.
    ///
    /// - Parameter person: who did it, where an organisation's log names somebody.
    func note(_ activity: Activity, by person: Person.ID? = nil, id: String, in session: any Session) throws {
        switch self {
        case .person(let owner): try ActivityTable(session).insert(activity, of: owner, id: id)
        case .organisation(let organisation):
            try OrganisationActivityTable(session).insert(activity, of: Organisation.ID(organisation), by: person, id: id)
        // Nobody's log: what was done is in the server's own.
        case .installation: break
        }
    }

    /// The context a field of theirs is sealed in.
    func context(of field: SealedFieldTable.Field) -> SealContext {
        .field(field.column.column, table: field.column.table, owner: id, row: field.row, provider: field.provider.rawValue)
    }
}
