import Foundation

/// Reads QR codes as a phone would: by zbar, which shares nothing with what makes ours.
package enum CodeReader {
    private static let program = "/usr/bin/zbarimg"

    package static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// The text of the one code in a picture.
    package static func text(in picture: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "code-\(UUID().uuidString).png")
        try Data(picture).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["--quiet", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", file.path()]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw LiveError("There is no code in the picture.") }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// Of a picture as pages show it: `data:image/png;base64,…`.
    package static func text(inData address: String) throws -> String {
        let prefix = "data:image/png;base64,"
        guard address.hasPrefix(prefix), let picture = Data(base64Encoded: String(address.dropFirst(prefix.count))) else {
            throw LiveError("This is no PNG: \(address.prefix(40))")
        }
        return try text(in: Array(picture))
    }
}
