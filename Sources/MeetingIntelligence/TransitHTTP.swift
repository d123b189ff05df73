import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import Vault

/// Requests to HashiCorp Vault over a real socket: with the token, no redirects, one deadline for everything, and a small answer.
struct TransitHTTP: Sendable {
    private let address: URL
    private let token: Secret
    private let namespace: String?
    private let deadline: TimeAmount

    private static let answerSize = 64 << 10

    /// - Parameter deadline: seconds until an answer has to be here.
    init(address: URL, token: Secret, namespace: String?, deadline: Int64 = 5) {
        self.address = address
        self.token = token
        self.namespace = namespace
        self.deadline = .seconds(deadline)
    }

    func post(_ body: [UInt8], to path: String) async throws(VaultError) -> (status: Int, body: [UInt8]) {
        var request = HTTPClientRequest(url: address.appending(path: "v1/" + path).absoluteString)
        request.method = .POST
        request.headers.add(name: "X-Vault-Token", value: token.reveal())
        request.headers.add(name: "X-Vault-Request", value: "true")
        request.headers.add(name: "Content-Type", value: "application/json")
        if let namespace { request.headers.add(name: "X-Vault-Namespace", value: namespace) }
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            let response = try await Self.client.execute(request, timeout: deadline)
            let bytes = try await response.body.collect(upTo: Self.answerSize)
            return (Int(response.status.code), Array(bytes.readableBytesView))
        } catch {
            throw VaultError.unavailable(reason: "Vault at \(address.host() ?? "its address") does not answer")
        }
    }

    /// One for the life of the process; a redirect would carry the token elsewhere.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}
