package import Connections
package import Domain
package import Vault

extension World {
    /// Another server on the same database, with a key ring and a memory of its own.
    package func server(keys: any KeyWrapper, fernet: [FernetKey] = [], seed: UInt64 = 77) throws -> Connections {
        var dependencies = dependencies
        dependencies.keys = keys
        dependencies.fernet = fernet
        dependencies.random = SeededRandom(seed).source
        dependencies.journal = try JournalFile(folder: folder + "/refresh-journal", name: "server-\(seed)")
        return Connections(dependencies)
    }

    /// A ring of those keys, newest first.
    package func ring(_ keys: Secret...) throws -> KeyRing {
        try KeyRing(keys: keys, random: SeededRandom(78).source)
    }
}
