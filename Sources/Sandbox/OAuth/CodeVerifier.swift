import Crypto
import Foundation

/// PKCE, RFC 7636.
enum CodeVerifier {
    /// Section 4.1: 43 to 128 unreserved characters.
    static func isWellFormed(_ verifier: String) -> Bool {
        verifier.wholeMatch(of: /[A-Za-z0-9._~-]{43,128}/) != nil
    }

    /// Section 4.2: the S256 challenge of a verifier.
    static func s256(_ verifier: String) -> String {
        Base64URL.encoded(SHA256.hash(data: Data(verifier.utf8)))
    }
}
