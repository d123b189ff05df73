package import Domain
import Foundation
import Storage

extension Connections {
    /// How long a link may be used, in seconds.
    package static let phoneLinkLifetime: Double = 5 * 60
    /// How long it is remembered that it has ended, in seconds.
    private static let phoneLinkMemory: Double = 86400

    /// Makes a link by which this person, and nobody else, may go on in another browser. It voids the one before of the same provider.
    ///
    /// - Returns: the link, and the handle that names it: 256 random bits, of which only the hash is kept.
    package func makePhoneLink(to id: ProviderID, for person: Person.ID) async throws -> (link: PhoneLink, handle: Secret) {
        let provider = try provider(id)
        _ = try await client(of: provider)
        let (now, handle) = (dependencies.time.now, dependencies.random.token())
        let link = PhoneLink(
            personID: person, provider: id, createdAt: now, expiresAt: now.addingTimeInterval(Self.phoneLinkLifetime)
        )
        try await dependencies.database.transaction(as: .person(person)) { session in
            // Of two made at once, one voids the other.
            try PeopleTable(session).hold(person)
            try PhoneLinkTable(session).insert(
                link, hash: handle.fingerprint, forgetting: now.addingTimeInterval(-Self.phoneLinkMemory))
        }
        return (link, handle)
    }

    /// The link of that handle, if this person may go on with it. Nothing is used up.
    ///
    /// - Throws: ``PhoneLinkRefusal``; somebody else's link is noted in the activity log of both.
    package func phoneLink(_ handle: Secret, for person: Person.ID, address: String?) async throws -> PhoneLink {
        let (now, hash, guesses) = (dependencies.time.now, handle.fingerprint, GuessLimit(of: person))
        let (wait, link) = try await dependencies.database.read(as: .anonymous) { session in
            (try guesses.wait(in: session, at: now), try PhoneLinkTable(session).find(hash: hash))
        }
        if let wait { throw PhoneLinkRefusal.tooMany(seconds: wait) }
        if link?.personID != person { try await note(link, hash: hash, triedBy: person, address: address) }
        guard let link else { throw PhoneLinkRefusal.unknown }
        if let refusal = link.refusal(to: person, at: now) { throw refusal }
        return link
    }

    /// Whether the person's newest link has been used and may still lead to a connection: the phone is at the provider, or has stopped there.
    package func isOnPhone(_ id: ProviderID, _ person: Person.ID) async throws -> Bool {
        let (newest, row) = try await dependencies.database.read(as: .person(person)) { session in
            (
                try PhoneLinkTable(session).newest(of: person, provider: id),
                try ConnectionTable(session).find(of: .person(person), provider: id)
            )
        }
        guard let newest, newest.state == .used, row.map({ $0.connectedAt < newest.createdAt }) ?? true else { return false }
        return dependencies.time.now < newest.expiresAt.addingTimeInterval(Self.authorizationLifetime)
    }

    /// Uses the link up and starts an authorization in the browser that opened it.
    ///
    /// - Parameter device: what that browser calls itself.
    /// - Returns: the address to go to.
    /// - Throws: ``PhoneLinkRefusal`` also when another browser was quicker.
    package func beginAuthorization(
        by handle: Secret, for person: Person.ID, browser: Secret, device: String, returnPath: String, address: String?
    ) async throws -> String {
        let link = try await phoneLink(handle, for: person, address: address)
        let now = dependencies.time.now
        let start = AuthorizationStart(
            provider: link.provider, person: person, browser: browser, returnPath: returnPath, device: DeviceName.shortened(device)
        )
        return try await begin(start) { session in
            guard try PhoneLinkTable(session).use(hash: handle.fingerprint, of: person, at: now) else {
                throw PhoneLinkRefusal.used
            }
        }
    }

    /// Counts a handle that is not this person's. The owner learns that somebody tried, and neither learns who the other is.
    ///
    /// - Throws: ``PhoneLinkRefusal/tooMany(seconds:)``
    private func note(_ link: PhoneLink?, hash: [UInt8], triedBy person: Person.ID, address: String?) async throws {
        let (now, guesses, ids) = (dependencies.time.now, GuessLimit(of: person), [dependencies.random.uuid(), dependencies.random.uuid()])
        let wait = try await dependencies.database.transaction(as: .anonymous) { session -> Int? in
            if let wait = try guesses.count(in: session, at: now) { return wait }
            guard let link else { return nil }
            let tried = Activity(
                .requestRefused, at: now, cause: "The code you opened for connecting from a phone belongs to another account.",
                address: address
            )
            try ActivityTable(session).insert(tried, of: person, id: ids[0])
            guard try PhoneLinkTable(session).refuse(hash: hash, at: now) else { return nil }
            let warned = Activity(
                .connectRefused, at: now, provider: link.provider,
                cause: "Somebody logged in to another account opened your code for connecting from a phone. Nothing was connected."
            )
            try ActivityTable(session).insert(warned, of: link.personID, id: ids[1])
            return nil
        }
        if let wait { throw PhoneLinkRefusal.tooMany(seconds: wait) }
    }
}
