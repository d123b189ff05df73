import Domain
import Foundation
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
        let frozen = [
            "people": "8f8ea0e2028b7f8f", "connections": "4974caf75cc8a5be", "meetings": "4f93b7578580daa5",
            "deliveries": "f8108f8b9b83fddc",
        ]
        for migration in Migrations.all.prefix(frozen.count) {
            let text = migration.statements(for: .sqlite).map { $0.render(.sqlite).text }.joined(separator: ";")
            #expect(Hex.encode(Digest.sha256(Array(text.utf8)).prefix(8)) == frozen[migration.name], "\(migration.name)")
        }
        #expect(Migrations.all.map(\.number) == Array(1...Migrations.all.count))
    }
}
