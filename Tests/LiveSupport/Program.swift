import Foundation

/// The built executable as a process of its own, with its output in a file.
package final class Program: Sendable {
    private let process: Process
    private let isWatched: Bool
    package let log: String

    /// - Parameters:
    ///   - environment: added to what this process has; a variable set to the empty text counts as unset.
    ///   - watcher: a command that runs the executable as its only child, such as `strace` with its options.
    package init(_ arguments: [String], environment: [String: String] = [:], under watcher: [String] = [], log: String) throws {
        self.log = log
        isWatched = !watcher.isEmpty
        let process = Process()
        process.executableURL = isWatched ? URL(filePath: "/usr/bin/env") : Self.location
        process.arguments = isWatched ? watcher + [Self.location.path()] + arguments : arguments
        process.currentDirectoryURL = URL(filePath: log).deletingLastPathComponent()
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
        let handle = try FileHandle(forWritingTo: URL(filePath: log))
        try handle.seekToEnd()
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        self.process = process
    }

    /// Beside the test bundle, where the build puts it.
    private static let location = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
        path: "meeting-intelligence")

    package var output: String { (try? String(contentsOf: URL(filePath: log), encoding: .utf8)) ?? "" }

    /// Ends it the hard way: no handler runs, nothing is flushed.
    package func kill() {
        for id in executables { Foundation.kill(id, SIGKILL) }
        process.waitUntilExit()
    }

    /// Takes the processor away from it, with all its sockets and files open, until it is killed.
    package func halt() {
        for id in executables { Foundation.kill(id, SIGSTOP) }
    }

    /// The executable itself, which a watcher must not outlive.
    private var executables: [Int32] {
        let id = process.processIdentifier
        guard isWatched, process.isRunning else { return [id] }
        let children = (try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)) ?? ""
        return children.split(separator: " ").compactMap { Int32($0) }
    }

    package func stop() {
        ask()
        process.waitUntilExit()
    }

    /// Asks it to end, by SIGTERM.
    package func ask() { process.terminate() }

    /// - Returns: the exit status, once it has ended by itself.
    package func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// As ``end()``, leaving this thread to others: to a server of the test itself, which the program may be asking.
    package func ended() async -> Int32 {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: self.end()) }
        }
    }

    package var isRunning: Bool { process.isRunning }
}

/// A port nobody listens on just now.
package func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bound in
            bind(descriptor, bound, length) == 0 && getsockname(descriptor, bound, &length) == 0
        }
    }
    guard port else { throw LiveError("No port is free.") }
    return Int(UInt16(bigEndian: address.sin_port))
}

package struct LiveError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
