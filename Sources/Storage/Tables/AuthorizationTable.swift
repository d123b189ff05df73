package import Domain

package import struct Foundation.Date

/// Trips through a provider's consent page that have begun and not ended. Holds the hash of each `state`, never the value.
package struct AuthorizationTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package struct Pending: Sendable, Equatable {
        package let personID: Person.ID
        /// Whose the connection is going to be; `nil` for the person's own.
        package let organisation: Organisation.ID?
        package let provider: ProviderID
        package let browserHash: [UInt8]
        /// The sealed PKCE verifier; `nil` where the provider takes none.
        package let verifier: [UInt8]?
        /// The scopes asked for where they are not the provider's usual ones.
        package let scopes: [String]?
        package let returnPath: String
        /// What the browser of a phone calls itself; `nil` where no QR code led there.
        package let device: String?
        package let createdAt: Date
        package let expiresAt: Date

        package var owner: ConnectionOwner { organisation.map(ConnectionOwner.organisation) ?? .person(personID) }

        package init(
            personID: Person.ID, organisation: Organisation.ID? = nil, provider: ProviderID, browserHash: [UInt8], verifier: [UInt8]?,
            scopes: [String]?,
            returnPath: String, device: String? = nil, createdAt: Date, expiresAt: Date
        ) {
            self.personID = personID
            self.organisation = organisation
            self.provider = provider
            self.browserHash = browserHash
            self.verifier = verifier
            self.scopes = scopes
            self.returnPath = returnPath
            self.device = device
            self.createdAt = createdAt
            self.expiresAt = expiresAt
        }
    }

    package func insert(_ pending: Pending, stateHash: [UInt8]) throws {
        try session.run(
            """
            insert into authorizations
                (state_hash, user_id, org_id, provider, browser_hash, verifier, scopes, return_path, device, created_at, expires_at)
            values (\(stateHash), \(pending.personID), \(pending.organisation), \(pending.provider), \(pending.browserHash), \(pending.verifier),
                \(try pending.scopes.map(JSONText.encode)), \(pending.returnPath), \(pending.device), \(pending.createdAt),
                \(pending.expiresAt))
            """
        )
    }

    /// Takes the authorization out, so that of many callers with the same state one gets it and the others nothing.
    ///
    /// - Parameter person: an authorization somebody else started is left as it is.
    package func consume(stateHash: [UInt8], of person: Person.ID) throws -> Pending? {
        try session.run("delete from authorizations where state_hash = \(stateHash) and user_id = \(person) returning *").first.map { row in
            Pending(
                personID: try row.identifier("user_id"), organisation: try row.optionalText("org_id").map { Identifier($0) },
                provider: ProviderID(rawValue: try row.text("provider")),
                browserHash: try row.blob("browser_hash"), verifier: try row.optionalBlob("verifier"),
                scopes: try row.optionalText("scopes").map { try JSONText.decode([String].self, from: $0, column: "scopes") },
                returnPath: try row.text("return_path"), device: try row.optionalText("device"), createdAt: try row.date("created_at"),
                expiresAt: try row.date("expires_at")
            )
        }
    }

    package func deleteEnded(at now: Date) throws {
        try session.run("delete from authorizations where expires_at <= \(now)")
    }
}
