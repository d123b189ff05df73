import Foundation
import LiveSupport

/// Somebody who has locked rows or a table of a PostgreSQL and does not let go.
final class Hold: Sendable {
    private let process: Process
    private let input: FileHandle

    /// - Parameter statement: what locks; it has been done when this returns.
    init(_ statement: String, at url: String) throws {
        let process = Process()
        let (asking, answering) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["psql", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", url]
        process.standardInput = asking
        process.standardOutput = answering
        try process.run()
        self.process = process
        input = asking.fileHandleForWriting
        try input.write(contentsOf: Data("begin; \(statement);\n\\echo held\n".utf8))
        var answer = ""
        while !answer.contains("held") {
            let bytes = answering.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw LiveError("It could not be locked: \(statement)") }
            answer += String(decoding: bytes, as: UTF8.self)
        }
    }

    func release() {
        try? input.close()
        process.waitUntilExit()
    }
}
