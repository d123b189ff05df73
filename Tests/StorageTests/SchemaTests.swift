import Foundation
import Storage
import Testing

@Suite("The schema that is reviewed is the schema that runs")
struct SchemaTests {
    /// Set `WRITE_SCHEMA=1` to write the files anew after adding a migration.
    @Test(arguments: [(Dialect.sqlite, "schema.sqlite.sql"), (.postgres, "schema.postgres.sql")])
    func `the checked-in schema is generated from the migrations`(dialect: Dialect, name: String) throws {
        let text = Migrations.all.map { migration in
            let statements = migration.statements(for: dialect).map { $0.render(dialect).text + ";\n" }.joined(separator: "\n")
            return "-- \(migration.number) \(migration.name)\n\n" + statements
        }.joined(separator: "\n")
        let file = URL(filePath: #filePath).appending(path: "../../../Documentation").appending(path: name).standardized
        if ProcessInfo.processInfo.environment["WRITE_SCHEMA"] != nil { try text.write(to: file, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
