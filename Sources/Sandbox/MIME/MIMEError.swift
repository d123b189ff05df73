/// Why a text is not a message of RFC 5322 and RFC 2045.
struct MIMEError: Error, Sendable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
