import Domain
import Foundation
import Storage

/// A sealed refresh answer on its way into the database.
struct RefreshRecord: Sendable, Codable {
    /// Also the identifier of the entry in the activity log that is written together with the tokens, which tells a record that was stored
    /// from one that was not.
    let id: String
    /// Whose it is: one of the two. A record from before organisations had connections names a person.
    let person: String?
    let organisation: String?
    let connection: String
    let type: String
    /// The provider's identifier of the account.
    let account: String
    let workspace: String?
    /// The generation that was refreshed.
    let generation: Int64
    /// When the consent was given that the refreshed grant came of, in milliseconds.
    let connectedAt: Int64
    /// Sealed for its row.
    let grant: SealedGrant
    let scopes: [String]?
    let answeredAt: Int64

    var owner: ConnectionOwner {
        organisation.map { .organisation(Organisation.ID($0)) } ?? .person(Person.ID(person ?? ""))
    }
    var connectionID: Connection.ID { Connection.ID(connection) }

    private var hasOwner: Bool { (person == nil) != (organisation == nil) }

    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self))
    }

    /// `nil` for a record this version cannot read.
    init?(bytes: [UInt8]) {
        guard let record = try? JSONDecoder().decode(RefreshRecord.self, from: Data(bytes)), record.hasOwner
        else { return nil }
        self = record
    }

    init(id: String, of held: HeldGrant, grant: SealedGrant, scopes: Set<String>?, at now: Date) {
        self.id = id
        person = held.connection.owner.person?.rawValue
        organisation = held.connection.owner.organisation?.rawValue
        connection = held.connection.id.rawValue
        type = held.connection.provider.rawValue
        account = held.connection.details.identity.accountID
        workspace = held.connection.details.identity.workspaceID
        generation = held.connection.generation
        connectedAt = held.connection.connectedAt.milliseconds
        self.grant = grant
        self.scopes = scopes.map { $0.sorted() }
        answeredAt = now.milliseconds
    }
}
