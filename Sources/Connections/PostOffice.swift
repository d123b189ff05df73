package import Domain

/// Where letters are handed in, and what they say the server's address is.
package struct PostOffice: Sendable {
    /// As `https://meetings.example.org`.
    package let publicAddress: String
    package let send: @Sendable (Letter) async throws -> Void

    /// - Parameter send: throws `LetterError`.
    package init(publicAddress: String, send: @escaping @Sendable (Letter) async throws -> Void) {
        self.publicAddress = publicAddress
        self.send = send
    }
}
