/// What a client says to prove who it is.
struct SimulationClientProof: Sendable {
    let id: String
    let secret: String?

    /// The registered client these belong to. RFC 6749 section 2.3.1 has Basic credentials form-encoded, most providers take them as they
    /// are; both are understood.
    func client(among clients: [SandboxClient]) -> SandboxClient? {
        clients.first { $0.id == id || $0.id == Self.decoded(id) }
    }

    func proves(_ client: SandboxClient) -> Bool {
        secret.map { $0 == client.secret || Self.decoded($0) == client.secret } ?? false
    }

    private static func decoded(_ text: String) -> String? {
        Form(encoded: "x=\(text)")?["x"]
    }
}
