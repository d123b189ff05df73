import Domain
import Foundation
import Support
import Testing
import Vault

extension Endurance {
    /// Somebody who can write to the database moves ciphertexts about, or changes them.
    struct Tampering {
        private let random = SeededRandom(21)

        @Test func `a ciphertext opens at home and nowhere else, and not with one bit changed`() async {
            await measure(.tampering) {
                let (swaps, flips) = (1000, scale(10_000, full: 100_000))
                let (accepted, home) = try swapped(swaps)
                let near = try neighbours(swaps)
                return [
                    .none("of \(swaps) swapped accepted", accepted), .exactly(swaps, "opened at home", home),
                    .exactly(swaps * Neighbour.allCases.count, "moved by one field only", near.tried),
                    .none("of them accepted", near.accepted),
                    .none("of \(flips) flips accepted", try flipped(flips)),
                ]
            }
        }

        private func number(below limit: Int) -> Int {
            Int(random.bytes(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) % limit
        }

        private func key(_: Int) throws -> DataKey {
            try DataKey(id: random.source.uuid(), key: random.bytes(32))
        }

        private func swapped(_ count: Int) throws -> (accepted: Int, home: Int) {
            let keys = try (0..<20).map(key)
            let places = (0..<count).map { row in
                SealContext.field("access_token", table: "user_integrations", owner: "p\(row % 20)", row: "\(row)", provider: "linear")
            }
            let sealed = try places.enumerated().map { row, place in
                try keys[row % 20].seal(Secret("token-\(row)"), in: place, random: random.source)
            }
            var accepted = 0
            for row in 0..<count {
                let from = (row + 1 + number(below: count - 2)) % count
                // Under the reader's own key, and, as if that had been found out too, under the key of where it came from.
                for key in [keys[row % 20], keys[from % 20]] where (try? key.open(sealed[from], in: places[row])) != nil { accepted += 1 }
            }
            let home = (0..<count).count { (try? keys[$0 % 20].open(sealed[$0], in: places[$0])) == Secret("token-\($0)") }
            return (accepted, home)
        }

        /// What alone is different where a ciphertext was moved to.
        private enum Neighbour: CaseIterable { case provider, column, person, connection, table }

        private struct Home {
            var column = "access_token"
            var table = "user_integrations"
            var person: String
            var connection: String
            var provider = "linear"

            var place: SealContext { .field(column, table: table, owner: person, row: connection, provider: provider) }

            func moved(to neighbour: Neighbour) -> Home {
                var other = self
                switch neighbour {
                case .provider: other.provider = "google"
                case .column: other.column = "refresh_token"
                case .person: other.person += "2"
                case .connection: other.connection += "2"
                case .table: other.table = "revocations"
                }
                return other
            }
        }

        /// Under one key, as if even those of different people had been found out.
        private func neighbours(_ count: Int) throws -> (tried: Int, accepted: Int) {
            var (tried, accepted) = (0, 0)
            for number in 0..<count {
                let (key, home) = (try key(number), Home(person: random.source.uuid(), connection: random.source.uuid()))
                let sealed = try key.seal(Secret("token-\(number)"), in: home.place, random: random.source)
                for neighbour in Neighbour.allCases {
                    tried += 1
                    if (try? key.open(sealed, in: home.moved(to: neighbour).place)) != nil { accepted += 1 }
                }
            }
            return (tried, accepted)
        }

        /// In fields, wrapped keys and Fernet values.
        private func flipped(_ trials: Int) throws -> Int {
            let place = SealContext.field("access_token", table: "user_integrations", owner: "ada", row: "1", provider: "linear")
            let ring = try KeyRing(keys: [random.source.token()], random: random.source)
            let dataKey = try key(0)
            let field = try dataKey.seal(Secret(String(repeating: "token", count: 20)), in: place, random: random.source)
            let wrapped = try ring.wrap(random.bytes(32), context: place)
            let fernet = try FernetKey(FernetSample.key)
            let now = Date(timeIntervalSince1970: 1_795_168_800)
            let value = Base64URL.decode(try FernetSample.seal("token", at: now)) ?? []
            return (0..<trials).count { trial in
                switch trial % 3 {
                case 0: (try? dataKey.open(changed(field), in: place)) != nil
                case 1: (try? ring.unwrap(WrappedKey(keyID: wrapped.keyID, bytes: changed(wrapped.bytes)), context: place)) != nil
                default: (try? fernet.open(Base64URL.encode(changed(value)), at: now)) != nil
                }
            }
        }

        private func changed(_ bytes: [UInt8]) -> [UInt8] {
            let bit = number(below: bytes.count * 8)
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            return changed
        }
    }
}
