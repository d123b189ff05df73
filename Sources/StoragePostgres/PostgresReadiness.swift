import Domain
import Storage

/// Whether a server may run on a database as it is, found out at start and without changing anything.
package struct PostgresReadiness: Sendable {
    private let address: PostgresAddress
    private let pause: @Sendable (Duration) async throws -> Void

    package init(_ address: PostgresAddress, pause: @escaping @Sendable (Duration) async throws -> Void) {
        self.address = address
        self.pause = pause
    }

    /// - Parameter keys: the ticket keys this server could sign with, the one it would like best first.
    /// - Returns: the key to sign with, and the schema's newest step.
    /// - Throws: ``StorageError/unavailable(reason:)`` naming what to do.
    package func check(keys: [TicketKey]) async throws -> (key: TicketKey, step: Int) {
        let database = PostgresDatabase(address, signer: nil, pause: pause)
        let found: Found
        do {
            found = try await look(keys, in: database)
        } catch StorageError.unavailable(let reason) where reason.contains("authentication failed") || reason.contains("does not exist") {
            throw StorageError.unavailable(reason: "\(reason) (where it has not been set up yet: \(Self.command))")
        }
        guard let key = keys.first(where: { $0.id == found.key }) else {
            throw StorageError.unavailable(reason: Self.unknownKey)
        }
        return (key, found.step)
    }

    private func look(_ keys: [TicketKey], in database: PostgresDatabase) async throws -> Found {
        let role = address.role
        return try await database.read(as: .anonymous) { session -> Found in
            let rights = try session.run(Self.rights)[0]
            if try rights.flag("too_many") { throw StorageError.unavailable(reason: Self.tooManyRights(role)) }
            guard try rights.flag("is_set_up") else { throw StorageError.unavailable(reason: Self.notSetUp) }
            if try rights.flag("owns") { throw StorageError.unavailable(reason: Self.tooManyRights(role)) }
            guard try rights.flag("may_read") else { throw StorageError.unavailable(reason: Self.notSetUp) }
            let step = Int(try session.run("select max(number) as step from migrations")[0].optionalInteger("step") ?? 0)
            guard step >= Migrations.all.count else { throw StorageError.unavailable(reason: Self.tooOld) }
            let known = try keys.first { key in
                try session.run("select meeting_intelligence.knows_ticket_key(\(key.id)) as known")[0].flag("known")
            }
            return Found(key: known?.id, step: step)
        }
    }

    private struct Found: Sendable {
        let key: String?
        let step: Int
    }

    private static let rights: SQL = """
        select
            (r.rolsuper or r.rolbypassrls) as too_many,
            to_regclass('public.migrations') is not null and to_regnamespace('meeting_intelligence') is not null as is_set_up,
            exists (
                select from pg_class as c where c.relkind in ('r', 'v') and pg_has_role(current_user, c.relowner, 'member')
                    and (c.relnamespace = to_regnamespace('meeting_intelligence')
                        or obj_description(c.oid, 'pg_class') like 'Meeting Intelligence%')
            ) as owns,
            coalesce(has_table_privilege(to_regclass('public.migrations'), 'select')
                and has_schema_privilege(to_regnamespace('meeting_intelligence'), 'usage'), false) as may_read
        from pg_roles as r where r.rolname = current_user
        """

    private static func tooManyRights(_ role: String) -> String {
        """
        the role \(role) in DATABASE_URL may pass by row-level security (it is a superuser, has BYPASSRLS or owns the tables); \
        use a role that owns nothing, which `meeting-intelligence migrate` makes
        """
    }

    private static let command = "run `DATABASE_OWNER_URL=… DATABASE_URL=… meeting-intelligence migrate` once"
    private static let notSetUp = "it is not set up for this role yet; \(command)"
    private static let tooOld = "its schema is older than this version of the server; \(command)"
    private static let unknownKey = """
        it does not know this server's encryption keys; start all servers with the same ENCRYPTION_KEYS (or key file), and \(command) with them
        """
}
