import Connections
import Domain
import Foundation
import Storage
import Support
import Vault

/// Very many people, each with a connection of every type, written by PostgreSQL's `copy` as the product would have written them one by one.
struct Population {
    /// Each person's connections.
    static let types = ["linear", "google", "slack", "slack.bot", "github", "notion", "todoist"]

    let people: Int
    let key: Secret

    private let random = SeededRandom(602)

    init(people: Int, key: Secret) {
        self.people = people
        self.key = key
    }

    static func token(_ person: Person.ID, _ type: String) -> Secret { Secret("access-of-\(person)-at-\(type)") }

    func settle(in place: TestPostgres.Place) async throws -> [Person.ID] {
        let ids = (0..<people).map { _ in random.source.uuid() }
        let ring = try KeyRing(keys: [key], random: random.source)
        let now = TestClock().now.milliseconds
        let details = try JSONText.encode(Connection.Details(identity: Identity(accountID: "a", account: "a"), scopes: []))
        var (persons, dataKeys, connections) = ("", "", "")
        for (index, id) in ids.enumerated() {
            persons += "\(id)\tPerson \(index)\tp\(index)@example.org\tp\(index)@example.org\t-\tUTC\t\(now)\t\(now)\n"
            let (keyID, bytes) = (random.source.uuid(), random.bytes(32))
            let dataKey = try DataKey(id: keyID, key: bytes)
            let wrapped = try ring.wrap(bytes, context: SealContext("data-key.v1", "person", id, keyID))
            dataKeys += "\(keyID)\t\(id)\t\(wrapped.keyID)\t\(Self.hex(wrapped.bytes))\t\(now)\n"
            for type in Self.types {
                let row = random.source.uuid()
                let access = try seal(Self.token(Person.ID(id), type), "access_token", dataKey, id, row, type)
                let refresh = try seal(Secret("refresh-of-\(id)-at-\(type)"), "refresh_token", dataKey, id, row, type)
                connections += "\(row)\t\(id)\t\(type)\t\(access)\t\(refresh)\t\(details)\tconnected\t1\t\(now)\t1\t\(now)\t\(now)\n"
            }
        }
        try await place.copy("people (id, name, email, email_key, password_hash, time_zone, created_at, updated_at)", persons)
        try await place.copy("data_keys (id, user_id, kek_id, wrapped, created_at)", dataKeys)
        let columns = "id, user_id, integration_type, access_token, refresh_token, integration_data, state, generation, connected_at"
        try await place.copy("user_integrations (\(columns), is_active, created_at, updated_at)", connections)
        return ids.map { Person.ID($0) }
    }

    private func seal(_ secret: Secret, _ field: String, _ key: DataKey, _ owner: String, _ row: String, _ type: String) throws -> String {
        let context = SealContext.field(field, table: "user_integrations", owner: owner, row: row, provider: type)
        return Self.hex(try key.seal(secret, in: context, random: random.source))
    }

    private static func hex(_ bytes: [UInt8]) -> String { "\\\\x" + Hex.encode(bytes) }
}
