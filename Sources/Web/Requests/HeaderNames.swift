import HTTPTypes

extension HTTPField.Name {
    static let secFetchSite = known("Sec-Fetch-Site")
    /// Carries the page's form token where a body has no place for it.
    static let formToken = known("X-CSRF-Token")
    static let referrerPolicy = known("Referrer-Policy")
    static let frameOptions = known("X-Frame-Options")
    static let openerPolicy = known("Cross-Origin-Opener-Policy")
    static let resourcePolicy = known("Cross-Origin-Resource-Policy")
    static let permissionsPolicy = known("Permissions-Policy")
    /// Asks a proxy such as nginx to pass on every piece of an answer as it comes.
    static let accelBuffering = known("X-Accel-Buffering")

    /// The names above are valid, which a test holds; the fallback is never reached.
    private static func known(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .userAgent
    }
}
