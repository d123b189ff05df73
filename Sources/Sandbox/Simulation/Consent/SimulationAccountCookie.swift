import Foundation
import Hummingbird

/// Remembers which account a browser chose last at a provider.
enum SimulationAccountCookie {
    /// The mail is encoded: a cookie's value has neither spaces nor commas.
    static func header(account: String, provider: String, path: String) -> String {
        let folder = path.split(separator: "/").first ?? ""
        return "\(name(provider))=\(Form.encoded(account)); Path=/\(folder); Max-Age=31536000; HttpOnly; SameSite=Lax"
    }

    static func account(in request: Request, provider: String) -> String? {
        request.cookies[name(provider)].flatMap { $0.value.removingPercentEncoding }
    }

    private static func name(_ provider: String) -> String { "sandbox_\(provider)_account" }
}
