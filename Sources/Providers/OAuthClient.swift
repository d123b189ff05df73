package import Domain

import struct Foundation.Data

/// Our application's registration at a provider.
package struct OAuthClient: Sendable {
    package let id: String
    package let secret: Secret
    /// Exactly as registered; never built from a request.
    package let redirectURI: String

    package init(id: String, secret: Secret, redirectURI: String) {
        self.id = id
        self.secret = secret
        self.redirectURI = redirectURI
    }

    /// The value of `Authorization` by which we identify ourselves (RFC 6749, section 2.3.1: both are form-encoded first).
    var basic: String {
        let pair = FormEncoding.escape(id) + ":" + FormEncoding.escape(secret.reveal())
        return "Basic " + Data(pair.utf8).base64EncodedString()
    }
}
