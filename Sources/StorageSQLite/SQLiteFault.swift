import GRDB
import Storage

/// Turns GRDB's errors into the seam's, leaving out every value they may carry.
enum SQLiteFault {
    static func translating<Output>(_ work: () async throws -> Output) async throws -> Output {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw storageError(error)
        }
    }

    static func storageError(_ error: DatabaseError) -> StorageError {
        switch (error.extendedResultCode, error.resultCode) {
        case (.SQLITE_CONSTRAINT_UNIQUE, _), (.SQLITE_CONSTRAINT_PRIMARYKEY, _):
            .unique(constraint: constraint(in: error.message))
        case (_, .SQLITE_BUSY), (_, .SQLITE_LOCKED), (_, .SQLITE_FULL), (_, .SQLITE_IOERR), (_, .SQLITE_CANTOPEN), (_, .SQLITE_READONLY),
            (_, .SQLITE_CORRUPT), (_, .SQLITE_NOTADB):
            .unavailable(reason: describe(error))
        default:
            .statement(reason: describe(error))
        }
    }

    /// SQLite's own sentence names columns and constraints, not values.
    static func describe(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(type(of: error))" }
        return error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    }

    /// `UNIQUE constraint failed: people.email_key` → `people.email_key`
    private static func constraint(in message: String?) -> String {
        message?.split(separator: ": ").last.map(String.init) ?? "unknown"
    }
}
