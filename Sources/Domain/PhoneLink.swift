package import struct Foundation.Date

/// A way to go on connecting a provider in another browser: what a QR code holds.
///
/// It grants nothing. Whoever opens it has to be signed in as the person who made it.
package struct PhoneLink: Sendable, Equatable {
    /// One that may still be used, one that was, and one whose place a newer one has taken.
    package enum State: String, Sendable, CaseIterable {
        case open, used, replaced
    }

    package let personID: Person.ID
    package let provider: ProviderID
    package var state: State
    package let createdAt: Date
    package let expiresAt: Date

    package init(personID: Person.ID, provider: ProviderID, state: State = .open, createdAt: Date, expiresAt: Date) {
        self.personID = personID
        self.provider = provider
        self.state = state
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    /// Why it is not good for this person at this moment; `nil` when it is.
    package func refusal(to person: Person.ID, at now: Date) -> PhoneLinkRefusal? {
        guard personID == person else { return .ofAnother }
        switch state {
        case .used: return .used
        case .replaced: return .replaced
        case .open: return expiresAt > now ? nil : .expired
        }
    }
}
