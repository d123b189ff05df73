package import Domain
import Foundation
import Storage

extension Accounts {
    /// What every token begins with, so that it is recognised where it should not be.
    private static let prefix = "mi_"

    /// Makes a personal access token. Its value is given back this once and kept only as a hash.
    package func createToken(name: String, for person: Person.ID, address: String?) async throws -> (APIToken, Secret) {
        let name = try Profile.tokenName(name)
        let value = Secret(Self.prefix + random.token().reveal())
        let token = APIToken(id: random.identifier(), personID: person, name: name, createdAt: time.now)
        let activity = Activity(.tokenCreated, at: token.createdAt, cause: name, address: address)
        let activityID = random.uuid()
        try await database.transaction(as: .person(person)) { session in
            try APITokenTable(session).insert(token, tokenHash: value.fingerprint)
            try ActivityTable(session).insert(activity, of: person, id: activityID)
        }
        return (token, value)
    }

    /// Who a bearer token belongs to, one of ours or of Supabase; `nil` when it was deleted, has run out or never was.
    package func resolve(bearer: Secret, address: String?) async throws -> Person? {
        guard bearer.reveal().hasPrefix(Self.prefix) else { return try await signIn(supabase: bearer, address: address) }
        let now = time.now
        let found = try await database.read(as: .anonymous) { session -> Bearer? in
            guard let token = try APITokenTable(session).find(tokenHash: bearer.fingerprint),
                let person = try PeopleTable(session).find(token.personID)
            else { return nil }
            return Bearer(person: person, token: token)
        }
        guard let found else { return nil }
        if now.timeIntervalSince(found.token.lastUsedAt ?? found.token.createdAt) > 300 {
            try await database.transaction(as: .person(found.person.id)) { try APITokenTable($0).touch(found.token.id, at: now) }
        }
        return found.person
    }

    package func tokens(of person: Person.ID) async throws -> [APIToken] {
        try await database.read(as: .person(person)) { try APITokenTable($0).list(of: person) }
    }

    /// - Returns: whether there was such a token of that person.
    package func deleteToken(_ id: APIToken.ID, of person: Person.ID, address: String?) async throws -> Bool {
        let activity = Activity(.tokenDeleted, at: time.now, address: address)
        let activityID = random.uuid()
        return try await database.transaction(as: .person(person)) { session in
            guard try APITokenTable(session).delete(id, of: person) else { return false }
            try ActivityTable(session).insert(activity, of: person, id: activityID)
            return true
        }
    }

    private struct Bearer: Sendable {
        let person: Person
        let token: APIToken
    }
}
