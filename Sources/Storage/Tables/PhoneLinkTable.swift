package import Domain

package import struct Foundation.Date

/// Links for phones. Holds the SHA-256 of each handle, never the handle.
package struct PhoneLinkTable {
    private let session: any Session

    /// How many of a person's links are remembered, used and expired ones among them.
    private static let kept = 50

    package init(_ session: any Session) {
        self.session = session
    }

    /// Adds it in place of the one before of this person and provider, which is no good from now on.
    ///
    /// - Parameter past: what expired before this is forgotten.
    package func insert(_ link: PhoneLink, hash: [UInt8], forgetting past: Date) throws {
        let person = link.personID
        try session.run(
            """
            delete from phone_links where user_id = \(person) and (expires_at <= \(past) or handle_hash not in (
                select handle_hash from phone_links where user_id = \(person) order by created_at desc limit \(Self.kept)
            ))
            """
        )
        try session.run(
            """
            update phone_links set state = \(PhoneLink.State.replaced)
            where user_id = \(person) and provider = \(link.provider) and state = \(PhoneLink.State.open)
            """
        )
        try session.run(
            """
            insert into phone_links (user_id, handle_hash, provider, state, created_at, expires_at)
            values (\(person), \(hash), \(link.provider), \(link.state), \(link.createdAt), \(link.expiresAt))
            """
        )
    }

    /// Whoever it belongs to.
    package func find(hash: [UInt8]) throws -> PhoneLink? {
        try session.run("select * from phone_links where handle_hash = \(hash)").first.map(Self.link)
    }

    /// The one made last, in whatever state.
    package func newest(of person: Person.ID, provider: ProviderID) throws -> PhoneLink? {
        try session.run(
            """
            select * from phone_links where user_id = \(person) and provider = \(provider)
            order by created_at desc, case state when 'open' then 0 when 'used' then 1 else 2 end limit 1
            """
        ).first.map(Self.link)
    }

    /// Uses it up, so that of many who try one may go on.
    ///
    /// - Returns: whether this call did.
    package func use(hash: [UInt8], of person: Person.ID, at now: Date) throws -> Bool {
        try session.announce(.person(person, .connections))
        return try !session.run(
            """
            update phone_links set state = \(PhoneLink.State.used)
            where handle_hash = \(hash) and user_id = \(person) and state = \(PhoneLink.State.open) and expires_at > \(now)
            returning provider
            """
        ).isEmpty
    }

    /// Notes that somebody else has tried it.
    ///
    /// - Returns: whether they were the first, so that its owner is told once.
    package func refuse(hash: [UInt8], at now: Date) throws -> Bool {
        try !session.run("update phone_links set refused_at = \(now) where handle_hash = \(hash) and refused_at is null returning provider")
            .isEmpty
    }

    private static func link(_ row: Row) throws -> PhoneLink {
        PhoneLink(
            personID: try row.identifier("user_id"), provider: ProviderID(rawValue: try row.text("provider")),
            state: try row.enumeration("state"), createdAt: try row.date("created_at"), expiresAt: try row.date("expires_at")
        )
    }
}
