import Foundation
import Testing

/// Who may import whom. This table is the architecture; the test only reads it aloud.
private let allowed: [String: Set<String>] = [
    "Domain": ["Crypto"],
    "Transcripts": ["Domain"],
    "Vault": ["Domain", "Crypto", "CryptoExtras", "Synchronization"],
    "Providers": ["Domain", "HTTPTypes"],
    "Storage": ["Domain", "Synchronization"],
    "StorageSQLite": ["Domain", "Storage", "GRDB", "Glibc", "Darwin"],
    "StoragePostgres": ["Domain", "Storage", "CPostgres", "Dispatch", "Synchronization", "Glibc", "Darwin"],
    "Accounts": ["Domain", "Storage", "CArgon2", "JWTKit", "Dispatch", "Synchronization"],
    "Connections": ["Domain", "Vault", "Providers", "Storage", "HTTPTypes", "Logging", "ServiceLifecycle", "Synchronization"],
    "Mail": ["Domain", "NIOCore", "NIOPosix", "NIOSSL"],
    "Meetings": ["Domain", "Transcripts", "Storage", "Dispatch", "Synchronization"],
    "Deliveries": ["Domain", "Providers", "Storage", "Connections", "Logging", "ServiceLifecycle", "Synchronization"],
    "Live": ["Domain", "Storage", "ServiceLifecycle", "Synchronization"],
    "Gzip": ["CZlib"],
    "QRCode": ["CQrencode", "CPNG"],
    "Web": [
        "Domain", "Accounts", "Meetings", "Connections", "Deliveries", "Live", "Gzip", "QRCode", "Transcripts", "HTTPTypes", "Hummingbird",
        "Mustache", "Logging",
    ],
    "Sandbox": ["Crypto", "HTTPTypes", "Hummingbird", "Synchronization"],
]

/// The executable names everything.
private let free: Set = ["MeetingIntelligence"]

enum Sources {
    static let folder = URL(filePath: #filePath).appending(path: "../../../Sources").standardized

    static func files(of module: String) throws -> [(name: String, text: String)] {
        let root = folder.appending(path: module)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path()).filter { $0.hasSuffix(".swift") }.sorted().map { name in
            (name, try String(contentsOf: root.appending(path: name), encoding: .utf8))
        }
    }

    static func modules() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { try !files(of: $0).isEmpty }.sorted()
    }
}

@Suite("The house stays as it was drawn")
struct ImportTests {
    @Test(arguments: allowed.keys.sorted()) func `a module imports only what the architecture allows`(module: String) throws {
        let files = try Sources.files(of: module)
        #expect(!files.isEmpty)
        for (file, text) in files {
            for line in text.split(separator: "\n") {
                let pattern =
                    /^\s*(?:@\w+(?:\(.*\))?\s+)?(?:public |package |internal |private |fileprivate )?import (?:struct |class |enum |protocol |func )?(\w+)/
                guard let match = line.firstMatch(of: pattern), match.1 != "Foundation" else { continue }
                #expect(allowed[module]?.contains(String(match.1)) == true, "\(module)/\(file) imports \(match.1)")
            }
        }
    }

    @Test func `every module is in the table`() throws {
        #expect(Set(try Sources.modules()) == Set(allowed.keys).union(free))
    }
}
