/// A request a simulated provider wants to send to its client's server, ready and signed. Whoever runs the sandbox sends it.
package struct SandboxEvent: Codable, Sendable, Equatable {
    package let url: String
    package let headers: [String: String]
    package let body: String
}
