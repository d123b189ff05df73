import Foundation

/// A database of its own on a PostgreSQL that `bin/postgres` started.
package struct LiveDatabase: Sendable {
    package let ownerURL: String
    package let applicationURL: String

    /// - Parameter folder: the server's; the one `bin/test` has started (`TEST_POSTGRES`) unless said otherwise.
    /// - Returns: `nil` where there is none.
    package init?(on folder: String? = ProcessInfo.processInfo.environment["TEST_POSTGRES"], pooled: Bool = false) throws {
        guard let folder, let port = Self.number(folder + "/port") else { return nil }
        let name = "live_" + UUID().uuidString.lowercased().replacing("-", with: "")
        let owner = "postgres://owner:owner-password@127.0.0.1:\(port)/"
        try Self.run("psql", ["-q", owner + "postgres", "-c", "create database \(name)"])
        ownerURL = owner + name
        let door = pooled ? Self.number(folder + "/pooler-port") ?? port : port
        applicationURL = "postgres://app:app-password@127.0.0.1:\(door)/\(name)"
    }

    /// Runs SQL as a superuser.
    package func run(_ sql: String) throws {
        try Self.run("psql", ["-q", "-v", "ON_ERROR_STOP=1", ownerURL, "-c", sql])
    }

    /// The one number that a query comes to.
    package func number(_ query: String) throws -> Int {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["psql", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", ownerURL, "-c", query]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard let number = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw LiveError("psql found no number.") }
        return number
    }

    private static func number(_ path: String) -> Int? {
        (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw LiveError("\(program) failed.") }
    }
}

/// A PostgreSQL server of a test's own, to be stopped and started.
package final class LiveCluster: Sendable {
    package let folder: String

    private static let script = URL(filePath: #filePath).appending(path: "../../../bin/postgres").standardized.path()

    package init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "cluster-\(UUID().uuidString)").path()
        try LiveDatabase.run(Self.script, ["start", folder])
    }

    deinit {
        try? LiveDatabase.run(Self.script, ["stop", folder])
    }

    /// For good.
    package func stop() throws {
        try LiveDatabase.run(Self.script, ["stop", folder])
    }

    /// As after a power cut: every connection is lost, and the server recovers.
    package func restart() throws {
        try LiveDatabase.run(Self.script, ["restart", folder])
    }
}
