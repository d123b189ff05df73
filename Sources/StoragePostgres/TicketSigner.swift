package import Domain
import Foundation
import Storage

/// The secret by which this server's tickets are told from forged ones: known to the servers and, readable by its owner alone, to the
/// database.
package struct TicketKey: Sendable {
    /// Names it in a ticket; tells nothing about it. 16 hexadecimal digits.
    package let id: String
    /// 32 bytes.
    let bytes: [UInt8]

    /// - Parameter id: 16 lower-case hexadecimal digits.
    package init(id: String, bytes: [UInt8]) {
        self.id = id
        self.bytes = bytes
    }
}

/// Signs, for each unit of work, who asks: `KEY.KIND.SUBJECT.EXPIRY.MAC`.
///
/// A plain setting could be forged by whoever can run SQL with the application's role; an HMAC (RFC 2104) under a key that role cannot read
/// cannot. The subject is hexadecimal, the expiry in milliseconds since 1970.
package struct TicketSigner: Sendable {
    private let key: TicketKey
    private let time: TimeSource

    /// Seconds: longer than a unit of work may take, and room for clocks that differ.
    private static let lifetime: Double = 300

    package init(key: TicketKey, time: TimeSource) {
        self.key = key
        self.time = time
    }

    func ticket(for claims: Claims) -> String {
        let (kind, subject) =
            switch claims {
            case .person(let id): ("person", Hex.encode(id.rawValue.utf8))
            case .worker: ("worker", "")
            case .anonymous: ("gate", "")
            }
        let expiry = time.now.addingTimeInterval(Self.lifetime).milliseconds
        let text = "\(key.id).\(kind).\(subject).\(expiry)"
        return "\(text).\(Hex.encode(Digest.authentication(of: Array(text.utf8), key: key.bytes)))"
    }
}
