import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A program started directly, in a process group of its own, so that it can be ended with all that it has started.
///
/// Foundation's `Process` learns of an end only when the last descendant is gone, which a deadline cannot wait for (2026-11).
struct ChildProcess: Sendable {
    private let id: pid_t

    /// - Parameter standardStreams: becomes its standard input and output; what it says on the standard error is dropped.
    /// - Returns: `nil` when it cannot be started.
    static func start(_ path: String, arguments: [String], environment: [String: String], standardStreams: Int32) -> ChildProcess? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, standardStreams, 0)
        posix_spawn_file_actions_adddup2(&actions, standardStreams, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        for descriptor in openFiles() { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A server ignores signals that a program should heed.
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let words = ([path] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        guard posix_spawn(&id, path, &actions, &attributes, words + [nil], variables + [nil]) == 0 else { return nil }
        return ChildProcess(id: id)
    }

    /// Files and sockets of ours, not all of which close by themselves when another program begins.
    private static func openFiles() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > 2 }
    }

    /// - Returns: the exit status, or 128 and the signal that ended it; `nil` when it has not ended by then.
    func wait(until end: Date) -> Int32? {
        var status: Int32 = 0
        while waitpid(id, &status, WNOHANG) == 0 {
            guard Date() < end else { return nil }
            usleep(1000)
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    /// Ends it and everything it has started, now.
    func kill() {
        Foundation.kill(-id, SIGKILL)
        var status: Int32 = 0
        waitpid(id, &status, 0)
    }
}
