import Domain
import Foundation

/// Shows the code, then who has connected from where.
struct PhonePage: Page {
    static let template = "phone"
    let id: String
    let name: String
    let mark: String
    let csrf: String
    let code: Code?
    /// Whether this server's address leads nowhere but to this machine, so that a phone cannot reach it.
    let isLocal: Bool
    /// Until the provider is connected.
    let isWaiting: Bool
    /// Whether the phone has opened the code, which is used up by that.
    let isOpened: Bool
    let account: String?
    /// `Safari on iPhone`; `nil` when it was connected otherwise.
    let device: String?
    let connected: String?

    struct Code: Sendable {
        let picture: String
        let side: Int
        /// `14:35`
        let until: String
        /// Seconds left.
        let left: Int
    }

    init(_ integration: Integration, code: PhoneCodes.Code?, isOpened: Bool, isLocal: Bool, reader: Reader) {
        let connection = integration.connection
        id = integration.provider.rawValue
        name = integration.name
        mark = "mark-\(id)"
        csrf = reader.csrf
        isWaiting = connection?.state != .connected
        self.isOpened = isOpened
        self.code = code.map { code in
            Code(
                picture: code.picture, side: code.side, until: reader.moment.time(code.expiresAt),
                left: max(0, Int(code.expiresAt.timeIntervalSince(reader.now)))
            )
        }
        self.isLocal = isLocal
        account = connection?.details.identity.title
        device = connection?.details.device.map { Device.name($0, reader.texts) }
        connected = connection.map { reader.moment.full($0.connectedAt) }
    }

    func title(in texts: Texts) -> String { texts("title.phone", ["name": name]) }
}
