import Foundation
import Synchronization

/// The server and the sandbox as two processes on free ports, with their data in a folder that goes with them.
package final class LiveWorld: Sendable {
    package let folder: String
    package let server: String
    package let sandboxURL: String
    package let sandbox: Wire
    private let serverPort: Int
    private let programs = Mutex<(server: Program, sandbox: Program)?>(nil)

    package init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        serverPort = try freePort()
        let sandboxPort = try freePort()
        server = "http://localhost:\(serverPort)"
        sandboxURL = "http://127.0.0.1:\(sandboxPort)"
        sandbox = Wire(base: sandboxURL)
        let simulated = try Program(["sandbox", "--port", "\(sandboxPort)", "--server", server], log: folder + "/sandbox.log")
        try await Self.wait(for: sandboxURL + "/", simulated)
        let running = try start()
        programs.withLock { $0 = (running, simulated) }
        try await Self.wait(for: "http://127.0.0.1:\(serverPort)/readyz", running)
    }

    deinit {
        programs.withLock { programs in
            programs?.server.kill()
            programs?.sandbox.kill()
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    package var environment: [String: String] {
        [
            "HOST": "127.0.0.1", "PORT": "\(serverPort)", "BASE_URL": server, "DATA_DIR": folder + "/data",
            "PROVIDER_GATEWAY_URL": sandboxURL,
            "LINEAR_OAUTH_CLIENT_ID": "meeting-intelligence", "LINEAR_OAUTH_CLIENT_SECRET": "sandbox-secret-of-no-value",
            "DATABASE_URL": "", "ENCRYPTION_KEYS": "",
        ]
    }

    private func start() throws -> Program {
        try Program(["serve", "--verbose"], environment: environment, log: folder + "/server.log")
    }

    /// `kill -9`, now.
    package func killServer() {
        programs.withLock { $0?.server.kill() }
    }

    package func restartServer() async throws {
        let running = try start()
        programs.withLock { $0?.server = running }
        try await Self.wait(for: "http://127.0.0.1:\(serverPort)/readyz", running)
    }

    /// A new browser nobody is signed in with.
    package func visitor() -> Wire {
        Wire(base: server)
    }

    /// Somebody new, signed in, with Linear connected as that account.
    package func member(_ name: String, linear account: String) async throws -> Wire {
        let wire = visitor()
        _ = try await wire.call(
            "POST", "/api/v1/people",
            [
                "name": name, "email": "\(name.lowercased())@example.org", "password": "a walk along the quiet harbour",
                "time_zone": "Europe/Berlin",
            ]
        )
        let address = try await wire.call("GET", "/integrations/linear/connect").json["authorization_url"] as? String ?? ""
        let page = try await sandbox.send("GET", address, headers: ["Accept": "text/html"])
        let ticket = page.text.split(separator: "name=\"ticket\"").dropFirst().first?.split(separator: "value=\"").dropFirst().first?.prefix
        { $0 != "\"" }
        let form = "ticket=\(ticket ?? "")&account=\(account.replacing("@", with: "%40"))&decision=allow"
        let headers = ["Content-Type": "application/x-www-form-urlencoded", "Origin": sandboxURL]
        let back = try await sandbox.send("POST", "/linear.app/oauth/authorize", headers: headers, body: Data(form.utf8))
        let reply = try await wire.send("GET", back.location ?? "", headers: ["Accept": "text/html"])
        guard reply.location?.hasSuffix("status=connected") == true else {
            throw LiveError("Linear was not connected: \(reply.status) \(reply.location ?? "")")
        }
        return wire
    }

    /// Asks again and again until it is so, for half a minute at the most.
    package func eventually<Found>(_ what: String, _ look: () async throws -> Found?) async throws -> Found {
        let deadline = ContinuousClock.now + .seconds(30)
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
