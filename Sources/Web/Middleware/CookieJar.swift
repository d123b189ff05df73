import Accounts
import Domain
import Hummingbird

/// The cookies we set and read. On https they carry the `__Host-` prefix, which binds them to this host and path.
struct CookieJar: Sendable {
    let isSecure: Bool

    /// Seconds; a little longer than an authorization may take.
    private static let authorizationAge = 15 * 60
    private static let visitAge = 86400
    private static let preferenceAge = 365 * 86400

    func session(_ request: Request) -> Secret? { read("session", request) }
    func visit(_ request: Request) -> Secret? { read("visit", request) }
    func authorization(_ request: Request) -> Secret? { read("authorization", request) }

    func setSession(_ value: Secret, on response: inout Response) {
        set("session", value, age: Int(Accounts.absoluteTimeout), on: &response)
    }

    func setVisit(_ value: Secret, on response: inout Response) {
        set("visit", value, age: Self.visitAge, on: &response)
    }

    func setAuthorization(_ value: Secret, on response: inout Response) {
        set("authorization", value, age: Self.authorizationAge, on: &response)
    }

    func clearSession(on response: inout Response) {
        set("session", Secret(""), age: 0, on: &response)
    }

    /// What a browser remembers of how its person likes the pages. It proves nothing.
    enum Preference: String {
        case language, theme
    }

    func preference(_ preference: Preference, _ request: Request) -> String? { request.cookies[full(preference.rawValue)]?.value }

    func setPreference(_ preference: Preference, _ value: String, on response: inout Response) {
        set(preference.rawValue, Secret(value), age: Self.preferenceAge, on: &response)
    }

    private func read(_ name: String, _ request: Request) -> Secret? {
        guard let value = request.cookies[full(name)]?.value, (40...64).contains(value.utf8.count) else { return nil }
        return Secret(value)
    }

    /// Lax, not Strict: the provider's way back is a navigation from another site and needs the session.
    private func set(_ name: String, _ value: Secret, age: Int, on response: inout Response) {
        response.setCookie(
            Cookie(name: full(name), value: value.reveal(), maxAge: age, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
        )
    }

    private func full(_ name: String) -> String {
        isSecure ? "__Host-\(name)" : name
    }
}
