/// Where an answer of a token endpoint is put down before it reaches the database: a rotated refresh token exists nowhere else in the world.
///
/// Records are opaque here and hold sealed tokens only.
package protocol RefreshJournal: Sendable {
    /// Adds one record; it is on the disk when this returns.
    func append(_ record: [UInt8]) throws

    /// Drops every record of this process: each has reached the database.
    func clear() throws

    /// What processes that died on this machine have left behind, oldest first.
    func inherited() throws -> [[UInt8]]

    /// Drops what was inherited.
    func discardInherited() throws
}
