import Domain
import Storage
import Vault

/// A grant that is sealed for a row of a connection and not there yet: it waits for the person's decision, or in the journal.
struct WaitingGrant: Sendable {
    let owner: ConnectionOwner
    /// The row it is sealed for, and its type.
    let row: String
    let type: String
    let grant: SealedGrant

    typealias Field = (name: GrantSeal.Field, bytes: [UInt8])

    static func all(of owner: ConnectionOwner, _ session: any Session) throws -> [WaitingGrant] {
        try ReplacementTable(session).list(of: owner).flatMap(\.chains).map { chain in
            WaitingGrant(owner: owner, row: chain.id, type: chain.type, grant: chain.grant)
        }
    }

    var fields: [Field] {
        [(.accessToken, grant.accessToken)]
            + [(.refreshToken, grant.refreshToken), (.previousRefreshToken, grant.previousRefreshToken)]
            .compactMap { name, bytes in bytes.map { (name, $0) } }
    }

    func opens(_ field: Field, with keys: OwnerKeys) -> Bool {
        (try? keys.open(field.bytes, in: context(field.name))) != nil
    }

    /// The same tokens under the newest data key.
    ///
    /// - Throws: `VaultError` when one of them does not open.
    func resealed(with keys: OwnerKeys, random: RandomSource) throws -> SealedGrant {
        func renewed(_ bytes: [UInt8], _ name: GrantSeal.Field) throws -> [UInt8] {
            let context = context(name)
            return keys.isCurrent(bytes) ? bytes : try keys.seal(try keys.open(bytes, in: context), in: context, random: random)
        }
        var result = grant
        result.accessToken = try renewed(grant.accessToken, .accessToken)
        result.refreshToken = try grant.refreshToken.map { try renewed($0, .refreshToken) }
        result.previousRefreshToken = try grant.previousRefreshToken.map { try renewed($0, .previousRefreshToken) }
        return result
    }

    private func context(_ field: GrantSeal.Field) -> SealContext {
        .field(field.rawValue, table: owner.rows.integrations, owner: owner.id, row: row, provider: type)
    }
}
