import Hummingbird

/// Remembers which account a browser chose last.
enum LinearAccountCookie {
    private static let name = "sandbox_linear_account"

    static func header(userID: String) -> String {
        "\(name)=\(userID); Path=/linear.app; Max-Age=31536000; HttpOnly; SameSite=Lax"
    }

    static func userID(in request: Request) -> String? {
        request.cookies[name]?.value
    }
}
