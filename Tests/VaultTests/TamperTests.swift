import Domain
import Foundation
import Support
import Testing
import Vault

/// `TAMPER_TRIALS` sets how many bits are flipped; 100,000 is the figure we hold ourselves to.
@Suite("Nothing that was changed or moved opens")
struct TamperTests {
    private static let trials = ProcessInfo.processInfo.environment["TAMPER_TRIALS"].flatMap(Int.init) ?? 10_000

    private let random = SeededRandom(21)

    private func number(below limit: Int) -> Int {
        Int(random.bytes(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) % limit
    }

    private func key(_: Int) throws -> DataKey {
        try DataKey(id: random.source.uuid(), key: random.bytes(32))
    }

    @Test func `a thousand fields swapped with one another open nowhere but at home`() throws {
        let keys = try (0..<20).map(key)
        let places = (0..<1000).map { row in
            SealContext.field("access_token", table: "user_integrations", owner: "p\(row % 20)", row: "\(row)", provider: "linear")
        }
        let sealed = try places.enumerated().map { row, place in
            try keys[row % 20].seal(Secret("token-\(row)"), in: place, random: random.source)
        }
        var accepted = 0
        for row in 0..<1000 {
            let from = (row + 1 + number(below: 998)) % 1000
            // Under the reader's own key, and, as if that had been found out too, under the key of where it came from.
            for key in [keys[row % 20], keys[from % 20]] where (try? key.open(sealed[from], in: places[row])) != nil { accepted += 1 }
        }
        #expect(accepted == 0)
        for row in 0..<1000 { #expect(try keys[row % 20].open(sealed[row], in: places[row]) == Secret("token-\(row)")) }
    }

    @Test func `a flipped bit is never accepted, in fields, wrapped keys and Fernet values`() throws {
        let place = SealContext.field("access_token", table: "user_integrations", owner: "ada", row: "1", provider: "linear")
        let ring = try KeyRing(keys: [random.source.token()], random: random.source)
        let dataKey = try key(0)
        let field = try dataKey.seal(Secret(String(repeating: "token", count: 20)), in: place, random: random.source)
        let wrapped = try ring.wrap(random.bytes(32), context: place)
        let fernet = try FernetKey(FernetSample.key)
        let now = Date(timeIntervalSince1970: 1_795_168_800)
        let value = Base64URL.decode(try FernetSample.seal("token", at: now)) ?? []
        var accepted = 0
        for trial in 0..<Self.trials {
            switch trial % 3 {
            case 0: if (try? dataKey.open(flipped(field), in: place)) != nil { accepted += 1 }
            case 1:
                let changed = WrappedKey(keyID: wrapped.keyID, bytes: flipped(wrapped.bytes))
                if (try? ring.unwrap(changed, context: place)) != nil { accepted += 1 }
            default: if (try? fernet.open(Base64URL.encode(flipped(value)), at: now)) != nil { accepted += 1 }
            }
        }
        #expect(accepted == 0)
    }

    private func flipped(_ bytes: [UInt8]) -> [UInt8] {
        let bit = number(below: bytes.count * 8)
        var changed = bytes
        changed[bit / 8] ^= 1 << (bit % 8)
        return changed
    }
}
