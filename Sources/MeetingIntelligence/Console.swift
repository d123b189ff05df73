import Foundation

/// What a command tells whoever runs it.
enum Console {
    static func say(_ line: String) {
        // A full disk or a closed pipe at the other end must not end what is told of.
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
}
