package import Domain

/// Where letters are handed in, what they say the server's address is, and who knows other languages than English.
package struct PostOffice: Sendable {
    /// As `https://meetings.example.org`.
    package let publicAddress: String
    /// An English sentence in a language (BCP 47); as it came where it is not known.
    let translate: @Sendable (_ english: String, _ language: String) -> String
    package let send: @Sendable (Letter) async throws -> Void

    /// - Parameter send: throws `LetterError`.
    package init(
        publicAddress: String, translate: @escaping @Sendable (_ english: String, _ language: String) -> String = { english, _ in english },
        send: @escaping @Sendable (Letter) async throws -> Void
    ) {
        self.publicAddress = publicAddress
        self.translate = translate
        self.send = send
    }
}
