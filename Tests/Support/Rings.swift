package import Domain
package import Vault

extension World {
    /// A ring of those keys, newest first.
    package func ring(_ keys: Secret...) throws -> KeyRing {
        try KeyRing(keys: keys, random: SeededRandom(78).source)
    }
}
