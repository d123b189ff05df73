import Domain
import Providers

/// How each provider words what all of them say.
struct Dialect: Sendable {
    /// To a code, with a refresh token where it gives any; `SCOPE` stands for the list.
    var granted: String
    /// To a refresh token, without a new one; `nil` where nothing is ever refreshed.
    var refreshed: String?
    var deadGrant: (Int, String)
    var wrongClient: (Int, String)
    var revoked: (Int, String)
    var alreadyGone: (Int, String)
    /// To who it is, and who that is.
    var account: String
    var identity: Identity

    static let all: [ProviderID: Dialect] = [
        "linear": Dialect(
            granted: #"{"access_token":"TOKEN","token_type":"Bearer","expires_in":86399,"scope":SCOPE,"refresh_token":"r"}"#,
            refreshed: #"{"access_token":"a2","token_type":"Bearer","expires_in":86399}"#,
            deadGrant: (400, #"{"error":"invalid_grant"}"#), wrongClient: (401, #"{"error":"invalid_client"}"#), revoked: (200, "{}"),
            alreadyGone: (400, "{}"),
            account: #"{"data":{"viewer":{"id":"v","email":"ada@acme.example","organization":{"id":"o","name":"Acme"}}}}"#,
            identity: Identity(accountID: "v", account: "ada@acme.example", workspaceID: "o", workspace: "Acme")
        ),
        "google": Dialect(
            granted:
                #"{"access_token":"TOKEN","token_type":"Bearer","expires_in":3599,"scope":SCOPE,"refresh_token":"r","id_token":"x.y.z"}"#,
            refreshed: #"{"access_token":"a2","token_type":"Bearer","expires_in":3599,"scope":"openid"}"#,
            deadGrant: (400, #"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#),
            wrongClient: (401, #"{"error":"invalid_client"}"#), revoked: (200, "{}"), alreadyGone: (400, #"{"error":"invalid_token"}"#),
            account: #"{"sub":"117","email":"ada@acme.example","email_verified":true,"hd":"acme.example"}"#,
            identity: Identity(accountID: "117", account: "ada@acme.example")
        ),
        "slack": Dialect(
            granted: """
                {"ok":true,"access_token":"bot","token_type":"bot","scope":"chat:write","bot_user_id":"B","app_id":"A","team":{"id":"T"},
                "expires_in":43200,"refresh_token":"bot-r","authed_user":{"id":"U","access_token":"TOKEN","token_type":"user",
                "scope":SCOPE,"expires_in":43200,"refresh_token":"r"}}
                """,
            refreshed: #"{"ok":true,"access_token":"a2","token_type":"user","scope":"chat:write","expires_in":43200}"#,
            deadGrant: (200, #"{"ok":false,"error":"invalid_refresh_token"}"#),
            wrongClient: (200, #"{"ok":false,"error":"bad_client_secret"}"#), revoked: (200, #"{"ok":true,"revoked":true}"#),
            alreadyGone: (200, #"{"ok":false,"error":"token_revoked"}"#),
            account: #"{"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"ada","team_id":"T1","user_id":"U1"}"#,
            identity: Identity(accountID: "U1", account: "ada", workspaceID: "T1", workspace: "Acme")
        ),
        "github": Dialect(
            granted: #"{"access_token":"TOKEN","token_type":"bearer","scope":SCOPE}"#,
            deadGrant: (200, #"{"error":"bad_verification_code","error_description":"…","error_uri":"…"}"#),
            wrongClient: (200, #"{"error":"incorrect_client_credentials"}"#), revoked: (204, ""),
            alreadyGone: (404, #"{"message":"Not Found"}"#), account: #"{"id":7,"login":"ada","email":null}"#,
            identity: Identity(accountID: "7", account: "ada")
        ),
        "notion": Dialect(
            granted: #"{"access_token":"TOKEN","token_type":"bearer","refresh_token":"r","bot_id":"b","workspace_id":"w","owner":{}}"#,
            refreshed: #"{"access_token":"a2","token_type":"bearer","refresh_token":null}"#,
            deadGrant: (400, #"{"error":"invalid_grant"}"#), wrongClient: (401, #"{"error":"invalid_client"}"#),
            revoked: (200, #"{"request_id":"x"}"#),
            alreadyGone: (400, #"{"object":"error","status":400,"code":"invalid_grant","message":"x"}"#),
            account: """
                {"object":"user","id":"bot","type":"bot","name":"Notes","bot":{"owner":{"type":"user","user":{"object":"user","id":"u",
                "name":"Ada","person":{"email":"ada@acme.example"}}},"workspace_id":"w","workspace_name":"Acme"}}
                """,
            identity: Identity(accountID: "u", account: "ada@acme.example", workspaceID: "w", workspace: "Acme")
        ),
        "todoist": Dialect(
            granted: #"{"access_token":"TOKEN","token_type":"Bearer"}"#,
            deadGrant: (400, #"{"error":"bad_authorization_code"}"#), wrongClient: (400, #"{"error":"incorrect_application_credentials"}"#),
            revoked: (204, ""), alreadyGone: (404, "{}"), account: #"{"id":"9","email":"ada@acme.example","full_name":"Ada"}"#,
            identity: Identity(accountID: "9", account: "ada@acme.example")
        ),
    ]
}
