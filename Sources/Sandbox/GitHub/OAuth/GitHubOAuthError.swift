/// An error of GitHub's token endpoint, which comes with status 200.
enum GitHubOAuthError: String, Error, Sendable {
    case credentials = "incorrect_client_credentials"
    case redirect = "redirect_uri_mismatch"
    case code = "bad_verification_code"
    case grantType = "unsupported_grant_type"

    var fields: [(name: String, value: String)] {
        [("error", rawValue), ("error_description", sentence), ("error_uri", "https://docs.github.com/apps/managing-oauth-apps")]
    }

    private var sentence: String {
        switch self {
        case .credentials: "The client_id and/or client_secret passed are incorrect."
        case .redirect: "The redirect_uri MUST match the registered callback URL for this application."
        case .code: "The code passed is incorrect or expired."
        case .grantType: "The grant_type is not supported."
        }
    }
}
