import Foundation
import Synchronization

/// One server, or several on one PostgreSQL, and the sandbox as processes on free ports, with their data in a folder that goes with them.
package final class LiveWorld: Sendable {
    package let folder: String
    package let server: String
    package let sandboxURL: String
    package let sandbox: Wire
    private let ports: [Int]
    private let database: LiveDatabase?
    private let programs = Mutex<(servers: [Program], sandbox: Program)?>(nil)

    private let settings: [String: String]

    /// - Parameters:
    ///   - count: of servers; more than one needs a database they can share.
    ///   - database: a PostgreSQL; SQLite when there is none.
    ///   - settings: environment variables of the servers besides those they always have.
    package init(servers count: Int = 1, database: LiveDatabase? = nil, settings: [String: String] = [:]) async throws {
        self.database = database
        self.settings = settings
        folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        ports = try (0..<count).map { _ in try freePort() }
        let sandboxPort = try freePort()
        server = "http://localhost:\(ports[0])"
        sandboxURL = "http://127.0.0.1:\(sandboxPort)"
        sandbox = Wire(base: sandboxURL)
        let simulated = try Program(["sandbox", "--port", "\(sandboxPort)", "--server", server], log: folder + "/sandbox.log")
        try await Self.wait(for: sandboxURL + "/", simulated)
        if let database {
            let migrated = try Program(
                ["migrate"], environment: environment.merging(["DATABASE_OWNER_URL": database.ownerURL]) { $1 },
                log: folder + "/migrate.log")
            guard migrated.end() == 0 else { throw LiveError("It was not migrated: \(migrated.output)") }
        }
        let running = try ports.indices.map { try start($0) }
        programs.withLock { $0 = (running, simulated) }
        for (index, program) in running.enumerated() { try await Self.wait(for: address(of: index) + "/readyz", program) }
    }

    deinit {
        programs.withLock { programs in
            for server in programs?.servers ?? [] { server.kill() }
            programs?.sandbox.kill()
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Where that server itself listens; `server` is the public address of all.
    package func address(of index: Int) -> String { "http://127.0.0.1:\(ports[index])" }

    package var environment: [String: String] {
        [
            "HOST": "127.0.0.1", "PORT": "\(ports[0])", "BASE_URL": server, "DATA_DIR": folder + "/data",
            "PROVIDER_GATEWAY_URL": sandboxURL,
            "LINEAR_OAUTH_CLIENT_ID": "meeting-intelligence", "LINEAR_OAUTH_CLIENT_SECRET": "sandbox-secret-of-no-value",
            "GOOGLE_OAUTH_CLIENT_ID": "meeting-intelligence", "GOOGLE_OAUTH_CLIENT_SECRET": "sandbox-secret-of-no-value",
            "SLACK_OAUTH_CLIENT_ID": "meeting-intelligence", "SLACK_OAUTH_CLIENT_SECRET": "sandbox-secret-of-no-value",
            "DATABASE_URL": database?.applicationURL ?? "", "DATABASE_OWNER_URL": "", "ENCRYPTION_KEYS": "",
        ].merging(settings) { $1 }
    }

    private func start(_ index: Int, database other: LiveDatabase? = nil, under watcher: [String] = []) throws -> Program {
        var changes = ["PORT": "\(ports[index])"]
        if let other { changes["DATABASE_URL"] = other.applicationURL }
        return try Program(
            ["serve", "--verbose"], environment: environment.merging(changes) { $1 }, under: watcher,
            log: folder + "/server\(index == 0 ? "" : "-\(index)").log"
        )
    }

    /// `kill -9`, now.
    package func killServer(_ index: Int = 0) {
        programs.withLock { $0?.servers[index].kill() }
    }

    /// Asks it politely to end, and waits until it has.
    package func stopServer(_ index: Int = 0) async {
        let program = programs.withLock { $0?.servers[index] }
        program?.ask()
        _ = await program?.ended()
    }

    /// Keeps every request it has sent and every answer that came for it as they are, until it is killed.
    package func haltServer(_ index: Int = 0) {
        programs.withLock { $0?.servers[index].halt() }
    }

    /// Starts a server that is going to die by itself.
    ///
    /// - Parameters:
    ///   - watcher: the command that sees to it.
    ///   - seconds: after which it is killed all the same.
    /// - Returns: whether it died by itself.
    package func startServer(dyingUnder watcher: [String], within seconds: Int) async throws -> Bool {
        let running = try start(0, under: watcher)
        programs.withLock { $0?.servers[0] = running }
        let deadline = ContinuousClock.now + .seconds(seconds)
        while running.isRunning, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        guard running.isRunning else { return true }
        running.kill()
        return false
    }

    /// - Parameter other: the database it runs on from now on, until it is started again.
    package func restartServer(_ index: Int = 0, database other: LiveDatabase? = nil) async throws {
        let running = try start(index, database: other)
        programs.withLock { $0?.servers[index] = running }
        try await Self.wait(for: address(of: index) + "/readyz", running)
    }

    /// A new browser nobody is signed in with, answered by that server.
    package func visitor(at index: Int = 0) -> Wire {
        index == 0 ? Wire(base: server) : Wire(base: address(of: index), origin: server)
    }

    /// Somebody new, signed in, with Linear connected as that account.
    package func member(_ name: String, linear account: String, at index: Int = 0) async throws -> Wire {
        try await member(name, connected: ["linear": account], at: index)
    }

    /// Somebody new, signed in, with those providers connected as those accounts.
    package func member(_ name: String, connected accounts: [String: String], at index: Int = 0) async throws -> Wire {
        let wire = visitor(at: index)
        _ = try await wire.call(
            "POST", "/api/v1/people",
            [
                "name": name, "email": "\(name.lowercased())@example.org", "password": "a walk along the quiet harbour",
                "time_zone": "Europe/Berlin",
            ]
        )
        for (provider, account) in accounts.sorted(by: { $0.key < $1.key }) {
            let callback = try await consent(wire, to: provider, as: account)
            let reply = try await wire.send("GET", callback, headers: ["Accept": "text/html"])
            guard reply.location?.hasSuffix("status=connected") == true else {
                throw LiveError("\(provider) was not connected: \(reply.status) \(reply.location ?? "")")
            }
        }
        return wire
    }

    /// The way through Linear's consent page.
    ///
    /// - Returns: the callback's path and query, which any of the servers may get.
    package func consent(_ wire: Wire, linear account: String) async throws -> String {
        try await consent(wire, to: "linear", as: account)
    }

    private func consent(_ wire: Wire, to provider: String, as account: String) async throws -> String {
        try await decide(
            at: try await wire.call("GET", "/integrations/\(provider)/connect").json["authorization_url"] as? String ?? "", account)
    }

    /// Fills in the consent page at that address, with every box of it ticked.
    ///
    /// - Returns: the callback's path and query.
    package func decide(at address: String, _ account: String) async throws -> String {
        // Whatever stands between the server and the sandbox, the person's browser goes to the sandbox.
        let path = "/" + address.split(separator: "/", maxSplits: 2).dropFirst(2).joined(separator: "/")
        let page = try await sandbox.send("GET", path, headers: ["Accept": "text/html"])
        let inputs = page.text.split(separator: "<input").dropFirst().map { $0.prefix { $0 != ">" } }
        let fields = inputs.filter { $0.contains("type=\"hidden\"") || $0.contains("type=\"checkbox\"") }.compactMap { input in
            Self.attribute("name", of: input).flatMap { name in Self.attribute("value", of: input).map { (name, $0) } }
        }
        let form = (fields + [("account", account), ("decision", "allow")])
            .map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
        let headers = ["Content-Type": "application/x-www-form-urlencoded", "Origin": sandboxURL]
        let back = try await sandbox.send("POST", String(path.prefix { $0 != "?" }), headers: headers, body: Data(form.utf8))
        return (back.location ?? "").replacing(server, with: "")
    }

    private static func attribute(_ name: String, of tag: some StringProtocol) -> String? {
        tag.range(of: " \(name)=\"").map { String(tag[$0.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&") }
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    /// Asks again and again until it is so, for half a minute at the most unless said otherwise.
    package func eventually<Found>(_ what: String, seconds: Int = 30, _ look: () async throws -> Found?) async throws -> Found {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if let found = try await look() { return found }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw LiveError("It did not come to this: \(what)")
    }

    private static func wait(for address: String, _ program: Program) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            guard program.isRunning else { throw LiveError("It ended at once: \(program.output.suffix(600))") }
            if let reply = try? await Wire(base: "").send("GET", address, seconds: 2), reply.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw LiveError("It did not start: \(program.output.suffix(600))")
    }
}
