import Domain

/// What can go wrong below the seam. Holds names of columns and constraints, never a value.
package enum StorageError: PassingFault, Equatable {
    /// A unique constraint refused the row. Each database names it in its own way: for the log, not for a decision.
    case unique(constraint: String)
    /// The database cannot be reached, is full, or is in use by another server.
    case unavailable(reason: String)
    /// A row does not read as the code expects.
    case unreadable(column: String)
    /// A statement was refused; a fault of the program.
    case statement(reason: String)

    package var isPassing: Bool {
        guard case .unavailable = self else { return false }
        return true
    }
}
