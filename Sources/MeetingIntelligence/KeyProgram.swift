import Dispatch
import Foundation
import Synchronization
import Vault

#if canImport(Glibc)
    import Glibc
#endif

/// The program in `KEK_COMMAND`, run directly and never through a shell, with a deadline.
struct KeyProgram: Sendable {
    private let path: String
    private let deadline: Double

    private static let outputSize = 64 << 10

    /// What belongs to this server alone and is none of the program's business.
    private static let ours = [
        "ENCRYPTION_KEYS", "DATABASE_URL", "DATABASE_OWNER_URL", "SMTP_URL", "SUPABASE_JWT_SECRET", "SLACK_SIGNING_SECRET",
        "LINEAR_WEBHOOK_SECRET",
    ]

    /// - Parameter deadline: seconds until it has to have ended; after that it is killed.
    init(path: String, deadline: Double = 10) {
        self.path = path
        self.deadline = deadline
    }

    func run(_ argument: String, input: [UInt8]) async throws(VaultError) -> (status: Int32, output: [UInt8]) {
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: runAndWait(argument, input: input)) }
        }
        return try result.get()
    }

    private func runAndWait(_ argument: String, input: [UInt8]) -> Result<(status: Int32, output: [UInt8]), VaultError> {
        // A socket rather than a pipe: a program that does not read ends a write with an error, not this process with a signal.
        guard let (ours, theirs) = Self.channel() else { return .failure(notStarted) }
        defer { close(ours) }
        let started = ChildProcess.start(path, arguments: [argument], environment: environment, standardStreams: theirs)
        close(theirs)
        guard let child = started else { return .failure(notStarted) }
        let end = Date().addingTimeInterval(deadline)
        _ = input.withUnsafeBytes { send(ours, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        shutdown(ours, Int32(SHUT_WR))
        guard let output = Self.read(ours, until: end), let status = child.wait(until: end) else {
            child.kill()
            return .failure(.unavailable(reason: "the program in KEK_COMMAND did not end in time, or wrote too much"))
        }
        return .success((status, output))
    }

    private var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { name, _ in !Self.ours.contains(name) && !name.hasSuffix("_CLIENT_SECRET") }
    }

    /// Everything up to the end; `nil` when that does not come in time, or there is too much of it.
    private static func read(_ descriptor: Int32, until end: Date) -> [UInt8]? {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while output.count <= outputSize {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let left = Int32(max(0, end.timeIntervalSinceNow * 1000))
            guard poll(&waiting, 1, left) > 0 else { return nil }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { return output }
            output += buffer[..<count]
        }
        return nil
    }

    private static func channel() -> (ours: Int32, theirs: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { return nil }
        return (ends[0], ends[1])
    }

    private var notStarted: VaultError { .unavailable(reason: "the program in KEK_COMMAND cannot be started") }
}
