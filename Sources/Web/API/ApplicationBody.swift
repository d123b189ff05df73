import Connections
import Domain

/// What an operator sends to register an application. Without a secret the stored one serves on, for the same id.
struct ApplicationBody: Decodable {
    private let clientID: String
    private let clientSecret: String?
    /// `nil` when it was left out, which keeps what is stored; empty when it was `null`, which removes it.
    private let webhookSecret: String?

    private enum CodingKeys: String, CodingKey {
        case clientID = "clientId"
        case clientSecret, webhookSecret
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        clientID = try container.decode(String.self, forKey: .clientID)
        clientSecret = try container.decodeIfPresent(String.self, forKey: .clientSecret)
        let isGiven = container.contains(.webhookSecret)
        webhookSecret = isGiven ? try container.decodeIfPresent(String.self, forKey: .webhookSecret) ?? "" : nil
    }

    func draft() throws(ConnectionError) -> ApplicationDraft {
        do {
            return try ApplicationDraft(clientID: clientID, clientSecret: clientSecret ?? "", webhookSecret: webhookSecret)
        } catch {
            throw .invalidApplication(error)
        }
    }
}
