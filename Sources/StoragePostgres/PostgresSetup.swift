import Domain
package import Storage

package import struct Foundation.Date

/// What the owner of the schema does to a database: everything a server may not do for itself. Done again it changes nothing.
package struct PostgresSetup: Sendable {
    private let database: PostgresDatabase
    private let role: String
    private let password: Secret?

    /// - Parameters:
    ///   - owner: who owns the schema; needs `CREATEROLE` only where the application's role does not exist yet.
    ///   - application: who the servers come as.
    /// - Throws: ``StorageError/unavailable(reason:)`` when both are the same role, or name different databases.
    package init(
        owner: PostgresAddress, application: PostgresAddress, pause: @escaping @Sendable (Duration) async throws -> Void
    ) throws(StorageError) {
        guard owner.role != application.role else {
            throw .unavailable(reason: "DATABASE_URL and DATABASE_OWNER_URL name the same role; the servers need one that owns nothing")
        }
        guard owner.database == application.database else {
            throw .unavailable(reason: "DATABASE_URL and DATABASE_OWNER_URL name different databases")
        }
        database = PostgresDatabase(owner, signer: nil, patience: .seconds(600), pause: pause)
        role = application.role
        password = application.password
    }

    package struct Report: Sendable, Equatable {
        /// The numbers of the migrations applied.
        package var migrations: [Int] = []
        package var madeRole = false
        /// Identifiers of ticket keys the database did not know.
        package var ticketKeys: [String] = []

        package var changedNothing: Bool { self == Report() }
    }

    /// - Parameter keys: the servers' ticket keys, one for each key-encryption key.
    package func run(keys: [TicketKey], at now: Date) async throws -> Report {
        var report = Report()
        report.migrations = try await Migrator(database).migrate(at: now)
        report.madeRole = try await makeRole()
        report.ticketKeys = try await addKeys(keys, at: now)
        try await grant()
        return report
    }

    /// Identifiers of the ticket keys the database knows; none where it was never set up.
    package func ticketKeys() async throws -> [String] {
        try await database.transaction(as: .worker) { session in
            guard try !session.run("select 1 as found where to_regclass('meeting_intelligence.ticket_keys') is not null").isEmpty else {
                return []
            }
            return try session.run("select id from meeting_intelligence.ticket_keys").map { try $0.text("id") }
        }
    }

    /// Lets nobody in any more by other keys than these: whoever has an encryption key that was taken out of use could sign with it.
    ///
    /// - Returns: the identifiers of those that are gone.
    package func forgetTicketKeys(but keys: [TicketKey]) async throws -> [String] {
        guard !keys.isEmpty else { return [] }
        return try await database.transaction(as: .worker) { session in
            try session.run("delete from meeting_intelligence.ticket_keys where id not in \(list: keys.map(\.id)) returning id")
                .map { try $0.text("id") }
        }
    }

    private func makeRole() async throws -> Bool {
        let (role, password) = (role, password)
        return try await database.transaction(as: .worker) { session in
            try Self.lock(session)
            guard try session.run("select 1 as found from pg_roles where rolname = \(role)").isEmpty else { return false }
            guard let password else {
                throw StorageError.unavailable(reason: "DATABASE_URL has no password for the role \(role), which does not exist yet")
            }
            // PostgreSQL takes a role's name and password as constants only; `format` quotes them, and the password reaches the server's
            // memory as a setting of this transaction, not its log as part of a statement.
            try session.run("select set_config('meeting_intelligence.role', \(role), true)")
            try session.run("select set_config('meeting_intelligence.password', \(password.reveal()), true)")
            try session.run(
                """
                do $$ begin
                    execute format(
                        'create role %I login password %L nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit',
                        current_setting('meeting_intelligence.role'), current_setting('meeting_intelligence.password'));
                end $$
                """
            )
            return true
        }
    }

    private func addKeys(_ keys: [TicketKey], at now: Date) async throws -> [String] {
        try await database.transaction(as: .worker) { session in
            try keys.filter { key in
                try !session.run(
                    """
                    insert into meeting_intelligence.ticket_keys (id, inner_block, outer_block, created_at)
                    values (\(key.id), \(key.block(0x36)), \(key.block(0x5c)), \(now)) on conflict (id) do nothing returning id
                    """
                ).isEmpty
            }.map(\.id)
        }
    }

    /// What the servers may do: see the tables we have marked as ours, and run the functions that read a ticket. Supabase gives every new
    /// table in `public` to its own roles, which have no business here.
    private func grant() async throws {
        let role = role
        try await database.transaction(as: .worker) { session in
            try Self.lock(session)
            try session.run("select set_config('meeting_intelligence.role', \(role), true)")
            try session.run(Self.grants)
        }
    }

    /// One owner at a time: two would change the same rows of PostgreSQL's catalogue.
    private static func lock(_ session: any Session) throws {
        try session.run("select pg_advisory_xact_lock(\(Migrator.lock))::text as locked")
    }

    private static let grants: SQL = """
        do $$
        declare
            application text := current_setting('meeting_intelligence.role');
            found record;
        begin
            execute format('grant usage on schema public, meeting_intelligence to %I', application);
            execute format('grant execute on all functions in schema meeting_intelligence to %I', application);
            execute format('grant select on migrations to %I', application);
            for found in
                select c.relname, obj_description(c.oid, 'pg_class') as mark from pg_class as c
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                    and obj_description(c.oid, 'pg_class') like 'Meeting Intelligence%'
            loop
                execute format(
                    case when found.mark like '%append only' then 'grant select, insert on %I to %I'
                        else 'grant select, insert, update, delete on %I to %I' end,
                    found.relname, application);
                if exists (select from pg_roles where rolname = 'anon') then
                    execute format('revoke all on %I from anon', found.relname);
                end if;
                if exists (select from pg_roles where rolname = 'authenticated') then
                    execute format('revoke all on %I from authenticated', found.relname);
                end if;
            end loop;
            if obj_description('auth'::regnamespace, 'pg_namespace') = 'Meeting Intelligence' then
                execute format('grant usage on schema auth to %I', application);
                execute format('grant execute on function auth.uid() to %I', application);
                execute format('grant select on auth.users to %I', application);
            end if;
        end
        $$
        """
}

extension TicketKey {
    /// The key padded to a block of SHA-256 and mixed with HMAC's inner or outer byte (RFC 2104, section 2).
    fileprivate func block(_ mask: UInt8) -> [UInt8] {
        (bytes + [UInt8](repeating: 0, count: 64 - bytes.count)).map { $0 ^ mask }
    }
}
