import Foundation
import Storage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps a second server off the same database file for as long as it lives.
///
/// SQLite before 3.51.3 can corrupt a WAL database when two connections of different processes write or checkpoint at once, and the
/// kernel drops this lock when the process ends, however it ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageError.unavailable(reason: "the folder of the database cannot be written: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StorageError.unavailable(
                reason: "another server is using this database file; stop it first, or use PostgreSQL for several servers"
            )
        }
    }

    deinit {
        close(descriptor)
    }
}
