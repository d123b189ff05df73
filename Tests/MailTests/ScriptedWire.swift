@testable import Mail

/// A server that says prepared replies and remembers what it was told.
struct ScriptedWire: Wire {
    var replies: [String]
    var said: [String] = []
    var isSecure = false

    mutating func send(_ text: String) async throws { said.append(isSecure ? "TLS " + text : text) }

    mutating func line() async throws -> String? { replies.isEmpty ? nil : replies.removeFirst() }

    mutating func startTLS() async throws { isSecure = true }
}
