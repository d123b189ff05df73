import Connections
import Domain
import Foundation
import QRCode

/// Makes the codes people scan with their phones.
struct PhoneCodes: Sendable {
    let product: Product
    let base: BaseURL

    /// What the path of every link begins with; its handle follows.
    static let path = "/connect/phone/"

    struct Code: Sendable {
        /// What the code says.
        let address: String
        /// A PNG as an address: `data:image/png;base64,…`.
        let picture: String
        /// Pixels on each side.
        let side: Int
        let expiresAt: Date
    }

    func make(for provider: ProviderID, person: Person.ID) async throws -> Code {
        let (link, handle) = try await product.connections.makePhoneLink(to: provider, for: person)
        let address = base.text + Self.path + handle.reveal()
        let picture = try QRPicture(of: try QRCode(address))
        return Code(
            address: address, picture: "data:image/png;base64," + Data(picture.png).base64EncodedString(), side: picture.side,
            expiresAt: link.expiresAt
        )
    }
}
