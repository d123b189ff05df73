import Foundation
import Storage
import StorageSQLite
import Testing

@Suite("Every sealed column is known to what renews keys")
struct SealedColumnTests {
    /// Bytes that are no secret sealed under a data key: hashes, what is sealed under no person's key, and uploads.
    private static let others: Set = [
        "api_tokens.token_hash", "authorizations.browser_hash", "authorizations.state_hash", "data_keys.wrapped", "key_checks.sealed",
        "invitations.token_hash", "org_replacements.browser_hash", "phone_links.handle_hash",
        // Words of transcripts, as SQLite indexes them.
        "passage_words_data.block", "passage_words_docsize.sz",
        "transcripts.content_hash", "replacements.browser_hash", "sessions.token_hash", "setup_codes.code_hash", "throttles.key_hash",
        "transcripts.original",
    ]

    @Test func `a column of bytes is on the list, or known to be something else`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "sealed-\(UUID().uuidString).sqlite").path()
        let database = try SQLiteDatabase(path: path)
        try await Migrator(database).migrate(at: DatabaseTests.now)
        let columns = try await database.read(as: .worker) { session in
            try session.run(
                """
                select m.name || '.' || c.name as name from sqlite_master as m, pragma_table_info(m.name) as c
                where m.type = 'table' and lower(c.type) = 'blob'
                """
            ).map { try $0.text("name") }
        }
        let sealed = Set(SealedColumn.all.map { "\($0.table).\($0.column)" })
        #expect(Set(columns).subtracting(sealed).subtracting(Self.others).sorted() == [])
        #expect(sealed.subtracting(columns).sorted() == [])
    }
}
