import Domain
import Foundation
import Synchronization

/// Which deliveries this server may be sending, and since when that has been certain.
///
/// A lease is short, so that a server that dies keeps nobody waiting, and renewed for as long as the sending takes. No call to a provider
/// begins ``grace`` seconds after the last renewal: with the longest a call may take it is over well before the lease is, and before
/// another server may begin.
final class Leases: Sendable {
    /// Seconds.
    static let length: Double = 40
    /// Seconds between renewals.
    static let interval: Double = 5
    /// Seconds; with ``TransportLimits/deadline`` it leaves ten for clocks that differ.
    static let grace: Double = 20

    private struct Key: Hashable {
        let delivery: Delivery.ID
        let owner: String
    }

    private let renewed = Mutex<[Key: Date]>([:])

    /// Owners of the leases in hand: each round of claims is one, so that a delivery this server gets anew is told from the one it lost.
    var owners: [String] { renewed.withLock { Set($0.keys.map(\.owner)).sorted() } }

    func take(_ delivery: Delivery.ID, owner: String, at now: Date) {
        renewed.withLock { $0[Key(delivery: delivery, owner: owner)] = now }
    }

    /// - Parameter now: before the row was written.
    func renew(_ delivery: Delivery.ID, owner: String, at now: Date) {
        let key = Key(delivery: delivery, owner: owner)
        renewed.withLock { renewed in
            // It may have been given back meanwhile.
            if renewed[key] != nil { renewed[key] = now }
        }
    }

    func giveBack(_ delivery: Delivery.ID, owner: String) {
        renewed.withLock { _ = $0.removeValue(forKey: Key(delivery: delivery, owner: owner)) }
    }

    /// Whether a call that begins now is over before anybody else may make one.
    func mayCall(_ delivery: Delivery.ID, owner: String, at now: Date) -> Bool {
        let since = renewed.withLock { $0[Key(delivery: delivery, owner: owner)] }
        return since.map { now < $0.addingTimeInterval(Self.grace) } ?? false
    }
}
