import CArgon2
import Dispatch
import Domain
import Foundation
import Synchronization

/// Argon2id (RFC 9106) by libargon2, as PHC strings. Two hashes run at once at the most, so that memory stays bounded; a short queue
/// waits behind them, and whoever finds it full is told to come back.
package final class PasswordHasher: Sendable {
    package struct Cost: Sendable {
        /// KiB of memory.
        package var memory: UInt32
        package var passes: UInt32

        package init(memory: UInt32, passes: UInt32) {
            self.memory = memory
            self.passes = passes
        }

        /// The least OWASP ASVS 5 accepts: about 50 ms.
        package static let standard = Cost(memory: 19_456, passes: 2)
    }

    private let cost: Cost
    private let random: RandomSource
    private let queues: [DispatchQueue]
    private let waiting = Mutex(0)
    private let decoy: String

    private static let capacity = 34
    private static let saltLength = 16
    private static let tagLength = 32

    init(cost: Cost, random: RandomSource) {
        self.cost = cost
        self.random = random
        queues = (0..<2).map { DispatchQueue(label: "password-hashing-\($0)") }
        decoy = Self.hash("no account has this password", salt: random.bytes(Self.saltLength), cost: cost) ?? ""
    }

    /// - Throws: ``AccountError/busy`` when too many wait already.
    func hash(_ password: String) async throws(AccountError) -> String {
        let (salt, cost) = (random.bytes(Self.saltLength), cost)
        let encoded = try await run { Self.hash(password, salt: salt, cost: cost) }
        guard let encoded else { throw .busy }
        return encoded
    }

    /// - Parameter hash: `nil` for an account that does not exist; it takes as long as a real one.
    func verify(_ password: String, against hash: String?) async throws(AccountError) -> Bool {
        let encoded = hash ?? decoy
        let isRight = try await run {
            let bytes = Array(password.utf8)
            return argon2id_verify(encoded, bytes, bytes.count) == ARGON2_OK.rawValue
        }
        return isRight && hash != nil
    }

    /// Whether the hash was made with less than today's cost.
    func isOutdated(_ hash: String) -> Bool {
        !hash.hasPrefix("$argon2id$v=19$m=\(cost.memory),t=\(cost.passes),p=1$")
    }

    private func run<Output: Sendable>(_ work: @escaping @Sendable () -> Output) async throws(AccountError) -> Output {
        let place = waiting.withLock { waiting -> Int? in
            guard waiting < Self.capacity else { return nil }
            waiting += 1
            return waiting
        }
        guard let place else { throw .busy }
        return await withCheckedContinuation { continuation in
            queues[place % queues.count].async {
                let output = work()
                self.waiting.withLock { $0 -= 1 }
                continuation.resume(returning: output)
            }
        }
    }

    private static func hash(_ password: String, salt: [UInt8], cost: Cost) -> String? {
        let bytes = Array(password.utf8)
        let length = argon2_encodedlen(
            cost.passes, cost.memory, 1, UInt32(salt.count), UInt32(tagLength), Argon2_id
        )
        var encoded = [CChar](repeating: 0, count: length)
        let status = argon2id_hash_encoded(
            cost.passes, cost.memory, 1, bytes, bytes.count, salt, salt.count, tagLength, &encoded, encoded.count
        )
        // It fails only for want of memory.
        guard status == ARGON2_OK.rawValue else { return nil }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
