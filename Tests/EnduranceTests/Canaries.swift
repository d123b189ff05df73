import Domain
import Foundation
import LiveSupport
import Storage
import Support
import Testing

extension Endurance {
    /// Every secret there has ever been is looked for in everything we write or say: all that the providers gave out, and our own.
    struct Canaries {
        @Test func `no secret stands in the database, its log or dump, the journal, a log, a page or an answer`() async {
            await measure(.canaries) {
                let field = try await CanaryField(tokens: scale(1_000, full: 10_000))
                let pages = try await field.said()
                var figures =
                    try await field.figures(wanted: scale(1_000, full: 10_000)) + [
                        .none("hits in the database and the journal", field.search.hits(in: try field.files())),
                        .none("hits in pages and answers", pages.map { field.search.hits(in: $0) }.reduce(0, +)),
                        .atLeast(60, "pages and answers", pages.count),
                        .none("refused for want of a session", pages.count { $0.prefix(200).range(of: Data(" 401\n".utf8)) != nil }),
                        .atLeast(scale(300_000, full: 1_000_000), "bytes of files", try field.files().count),
                    ]
                guard let place = try await TestPostgres.shared?.database() else { return figures }
                let other = try await CanaryField(tokens: scale(200, full: 2_000), in: try place.opened())
                let dump = try await place.dump()
                figures +=
                    try await other.figures(wanted: scale(200, full: 2_000)).map { $0.named("\($0.name) on PostgreSQL") } + [
                        .none("hits in its dump and the journal", other.search.hits(in: dump + (try other.files()))),
                        .atLeast(scale(50_000, full: 200_000), "bytes of its dump", dump.count),
                    ]
                return figures
            }
        }

        private static let secret = "lin_oauth_0123456789abcdef~/+?0123456789ABCDEF"

        @Test(arguments: ByteSearch.forms(of: Array(secret.utf8)).indices)
        func `the search finds what is there, in every form and at every place`(form: Int) {
            let search = ByteSearch(["another-secret-of-no-value-at-all", Self.secret])
            let planted = ByteSearch.forms(of: Array(Self.secret.utf8))[form]
            for length in 0..<3 {
                #expect(search.hits(in: Data([UInt8](repeating: 0x41, count: length) + planted + [0x20])) >= 1)
            }
            #expect(search.hits(in: Data(planted.dropLast())) == 0)
            #expect(search.hits(in: Data(planted.dropFirst())) == 0)
            // Within a longer text that was encoded as a whole.
            for prefix in ["", "a", "ab", "abc"] {
                let encoded = Data((prefix + Self.secret + "tail").utf8).base64EncodedString()
                #expect(search.hits(in: Data(encoded.utf8)) >= 1)
            }
        }

        @Test func `bytes that are no text are found too`() {
            let key: [UInt8] = [0xff, 0x00, 0xfe, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88]
            let search = ByteSearch([], bytes: [key])
            #expect(search.hits(in: Data([1, 2] + key + [3])) == 1)
            #expect(search.hits(in: Data(Hex.encode(key).utf8)) == 1)
            #expect(search.hits(in: Data("x\(Data(key).base64EncodedString())".utf8)) >= 1)
        }
    }
}
