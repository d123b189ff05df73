import Foundation
import Gzip
import Testing

@Suite("What gzip has made smaller, gzip makes whole again")
struct GzipTests {
    @Test(arguments: [("", 30), ("a", 30), (String(repeating: "The same line again.\n", count: 5000), 1000)])
    func `text`(text: String, most: Int) throws {
        #expect(try check(Array(text.utf8)) < most)
    }

    @Test func `bytes without any pattern`() throws {
        var number: UInt32 = 1
        _ = try check(
            (0..<200_000).map { _ in
                number = number &* 1_664_525 &+ 1_013_904_223
                return UInt8(number >> 24)
            })
    }

    /// - Returns: how many bytes are left.
    private func check(_ bytes: [UInt8]) throws -> Int {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gz")
        defer { try? FileManager.default.removeItem(at: file) }
        let compressed = try Gzip.compress(bytes)
        try Data(compressed).write(to: file)
        let gzip = Process()
        let output = Pipe()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "--decompress", "--stdout", file.path()]
        gzip.standardOutput = output
        try gzip.run()
        let whole = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        #expect(gzip.terminationStatus == 0 && Array(whole) == bytes)
        return compressed.count
    }
}
