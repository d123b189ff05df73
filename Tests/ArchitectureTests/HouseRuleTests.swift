import Domain
import Foundation
import Providers
import Storage
import Testing

@Suite("The house rules hold")
struct HouseRuleTests {
    private static let forbidden = [
        "try!", "fatalError(", "preconditionFailure(", "@unchecked Sendable", "nonisolated(unsafe)", "// TODO", "// FIXME", "as! ",
    ]

    @Test func `no file escapes what the compiler proves`() throws {
        for module in try Sources.modules() {
            for (file, text) in try Sources.files(of: module) {
                for word in Self.forbidden { #expect(!text.contains(word), "\(module)/\(file) has \(word)") }
            }
        }
    }

    @Test func `time and identifiers come in through parameters`() throws {
        for module in try Sources.modules() where module != "MeetingIntelligence" {
            for (file, text) in try Sources.files(of: module) {
                let found = text.firstMatch(of: /\b(Date\(\)|Date\.now|UUID\(\)|print\(|ProcessInfo)/).map { String($0.1) }
                #expect(found == nil, "\(module)/\(file)")
            }
        }
    }

    /// A provider is one file in its room. The simulation has its counterpart, and the demonstration names whom it shows.
    @Test func `no other room knows a provider by name`() throws {
        let names = Set(Provider.all.map { "\"\($0.id)\"" })
        // Words that many choose for a password are no names.
        let exceptions: Set = ["Demo.swift", "PasswordPolicy.swift"]
        for module in try Sources.modules() where !["Providers", "Sandbox"].contains(module) {
            for (file, text) in try Sources.files(of: module) where !exceptions.contains(file) {
                for name in names { #expect(!text.contains(name), "\(module)/\(file) names \(name)") }
            }
        }
    }

    @Test func `files are short and named for what they hold`() throws {
        for module in try Sources.modules() {
            for (file, text) in try Sources.files(of: module) {
                #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 251, "\(module)/\(file)")
                #expect(file.firstMatch(of: /(Manager|Helper|Utils?|Impl)\.swift$|\+\w+\.swift$/) == nil, "\(module)/\(file)")
            }
        }
    }

    @Test func `no template holds a style or a script`() throws {
        let folder = Sources.folder.appending(path: "Web/Templates")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            #expect(text.firstMatch(of: /\sstyle=|<style|<script(?![^>]* src=)|\son\w+="/) == nil, "\(name)")
        }
    }

    /// A shipped migration is never edited: databases out there have run it. Change the schema by a new one at the end.
    @Test func `shipped migrations are frozen`() {
        let frozen: [String: (sqlite: String, postgres: String)] = [
            "people": ("8186c0b0468bbff5", "361eb562f0fe531e"),
            "connections": ("29f84acc1fca4029", "4cfc76ada30826ac"),
            "meetings": ("387f7422eee39c1a", "cf307e18cea3c2a4"),
            "deliveries": ("5ecd4e0fe82b3303", "5ecd4e0fe82b3303"),
            "isolation": ("e3b0c44298fc1c14", "03bad2531b10786f"),
            "progress": ("108fd518ebfdd309", "108fd518ebfdd309"),
            "renewal": ("2639ae6e7c721f8e", "7d9600e2a9dfc715"),
            "routing": ("5459c6f1138d517b", "b594a381fa42c1d4"),
            "keys": ("949cdc92e4a6ff21", "aa6deeb9f9154ee6"),
            "letters": ("912f9d957dd57a21", "3dcdd988fea010ee"),
            "sharing": ("db5756483e0d87d8", "db5756483e0d87d8"),
            "samples": ("a6eda821e2998f5d", "a6eda821e2998f5d"),
            "search": ("d3da823672c90753", "38cc1adbd03d6124"),
            "merging": ("023138160e86083a", "023138160e86083a"),
            "phone_links": ("06542b4c38e5163d", "a68a0d6cb633c400"),
            "follow-ups": ("8420ace10ff66739", "188e69370fd7551b"),
            "recovery": ("8b1d8a2040cd16ef", "8b1d8a2040cd16ef"),
            "logs": ("3698809b2b2a37fb", "efb61479d76cda0c"),
            "operators": ("82da5cfa2349c255", "74d8a41499898b58"),
            "shared_connections": ("009de5359ebbee7d", "898f0096287a3481"),
            "languages": ("8f41d135c8234c58", "8f41d135c8234c58"),
        ]
        for migration in Migrations.all.prefix(frozen.count) {
            #expect(Self.digest(migration, .sqlite) == frozen[migration.name]?.sqlite, "\(migration.name)")
            #expect(Self.digest(migration, .postgres) == frozen[migration.name]?.postgres, "\(migration.name)")
        }
        #expect(Migrations.all.map(\.number) == Array(1...Migrations.all.count))
    }

    private static func digest(_ migration: Migration, _ dialect: Dialect) -> String {
        let text = migration.statements(for: dialect).map { $0.render(dialect).text + ";\n" }.joined(separator: "\n")
        return Hex.encode(Digest.sha256(Array(text.utf8)).prefix(8))
    }
}
