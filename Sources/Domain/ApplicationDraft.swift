/// What an operator enters to register this server's application at a provider.
package struct ApplicationDraft: Sendable, Equatable {
    package let clientID: String
    /// `nil` keeps the one that is stored, as long as the id stays.
    package let clientSecret: Secret?
    package let webhookSecret: Change

    package enum Change: Sendable, Equatable {
        case keep
        case remove
        case set(Secret)
    }

    /// What it lacks, or has too much of; `message` is for the person.
    package enum Fault: Error, Equatable {
        case clientID
        case secret
        case webhookSecret

        package var message: String {
            switch self {
            case .clientID: "Enter the client id as the provider shows it, without spaces."
            case .secret: "Enter the client secret as the provider shows it, without spaces."
            case .webhookSecret: "Enter the signing secret as the provider shows it, without spaces."
            }
        }
    }

    /// Most bytes of a secret; none that is known has more than a few hundred.
    private static let longest = 2000

    /// Takes what was typed or pasted, spaces around it left out.
    ///
    /// - Parameter webhookSecret: `nil` keeps what is stored, an empty text removes it.
    package init(clientID: String, clientSecret: String, webhookSecret: String?) throws(Fault) {
        guard let id = Self.plain(clientID, longest: 400), !id.isEmpty else { throw .clientID }
        guard let secret = Self.plain(clientSecret, longest: Self.longest) else { throw .secret }
        guard let signing = Self.plain(webhookSecret ?? "", longest: Self.longest) else { throw .webhookSecret }
        self.clientID = id
        self.clientSecret = secret.isEmpty ? nil : Secret(secret)
        self.webhookSecret = webhookSecret == nil ? .keep : (signing.isEmpty ? .remove : .set(Secret(signing)))
    }

    private static func plain(_ text: String, longest: Int) -> String? {
        let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
        let trimmed = String(String.UnicodeScalarView(scalars.reversed().drop { $0.properties.isWhitespace }.reversed()))
        let isPlain = trimmed.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isPlain && trimmed.utf8.count <= longest ? trimmed : nil
    }
}
