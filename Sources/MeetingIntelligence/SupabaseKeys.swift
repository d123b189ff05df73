import Accounts
import Domain
import Foundation
import HTTPTypes
import Providers

extension SupabaseTokens {
    /// As the settings say; `nil` where they name neither a secret nor a project.
    convenience init?(_ settings: Settings, transport: any Transport, time: TimeSource) {
        let (secret, url) = settings.supabase
        guard secret != nil || url != nil else { return nil }
        self.init(
            secret: secret, issuer: url.map { $0 + "/auth/v1" }, time: time,
            fetch: url.flatMap { Self.keySet(at: $0 + "/auth/v1/.well-known/jwks.json", transport) }
        )
    }

    private static func keySet(at address: String, _ transport: any Transport) -> Fetch? {
        guard let url = URL(string: address), let host = url.host() else { return nil }
        let request = HTTPRequest(
            method: .get, scheme: url.scheme, authority: url.port.map { "\(host):\($0)" } ?? host, path: url.path(percentEncoded: true),
            headerFields: [.accept: "application/json"]
        )
        return {
            let answer = try await transport.exchange(request, body: [])
            guard answer.status == 200 else { throw ProviderError.unreadable(status: answer.status) }
            return String(decoding: answer.body, as: UTF8.self)
        }
    }
}
