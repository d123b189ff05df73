import Hummingbird

/// Remembers which account a browser chose last.
enum GoogleAccountCookie {
    private static let name = "sandbox_google_account"

    static func header(accountID: String) -> String {
        "\(name)=\(accountID); Path=/accounts.google.com; Max-Age=31536000; HttpOnly; SameSite=Lax"
    }

    static func accountID(in request: Request) -> String? {
        request.cookies[name]?.value
    }
}
