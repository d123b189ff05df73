import Foundation
import HTTPTypes

/// Who calls the token endpoint: the client, and whether it proved it with its secret.
struct ClientCheck: Sendable {
    let client: SandboxClient
    let provedSecret: Bool

    /// HTTP Basic or the body, never both (RFC 6749 section 2.3).
    init(_ request: ProviderRequest, _ form: Form, clients: [SandboxClient]) throws(OAuthError) {
        let basic = try Self.basic(request)
        if basic != nil, form["client_secret"] != nil {
            throw .invalidRequest("Client credentials were given both in the header and in the body")
        }
        if let basic, let id = form["client_id"], id != basic.id {
            throw .invalidRequest("client_id differs from the one in the header")
        }
        guard let id = basic?.id ?? form["client_id"] else { throw .invalidClient("client_id is missing") }
        guard let client = clients.first(where: { $0.id == id }) else { throw .invalidClient("Client is not known") }
        let secret = basic?.secret ?? form["client_secret"]
        guard secret == nil || secret == client.secret else { throw .invalidClient("client_secret is wrong") }
        self.client = client
        provedSecret = secret != nil
    }

    private static func basic(_ request: ProviderRequest) throws(OAuthError) -> (id: String, secret: String)? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1])),
            let pair = String(data: data, encoding: .utf8)?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false),
            pair.count == 2, let id = Form(encoded: "x=\(pair[0])")?["x"], let secret = Form(encoded: "x=\(pair[1])")?["x"]
        else { throw .invalidClient("The Authorization header is not HTTP Basic") }
        return (id, secret)
    }
}
