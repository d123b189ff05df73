/// Under whose account what a person sends goes out.
package enum Sender: Sendable, Equatable {
    case own
    case organisation(Organisation.ID)

    /// A person's own connection comes first, also one that has to be renewed: then it waits, and is never sent as somebody else in silence.
    /// Whoever has disconnected theirs wanted it so, and is sent for by an organisation only where they have chosen that.
    ///
    /// - Parameters:
    ///   - own: the state of the person's own connection; `nil` where there never was one.
    ///   - chosen: what they have chosen, ``own`` for nobody else's account; `nil` where they have not. What they chose is not replaced by
    ///     another organisation's when it is not offered any more: it waits for them.
    ///   - offers: organisations of theirs that offer an account, the first one first.
    package static func choose(own: Connection.State?, chosen: Sender?, offers: [Organisation.ID]) -> Sender {
        let choice = chosen.map { $0.organisation.map(offers.contains) == true ? $0 : .own }
        return switch own {
        case .connected, .needsReconnect: .own
        case .disconnected: choice ?? .own
        case nil: choice ?? offers.first.map(Sender.organisation) ?? .own
        }
    }

    package var organisation: Organisation.ID? {
        guard case .organisation(let id) = self else { return nil }
        return id
    }

    /// Whose connection that is.
    package func owner(for person: Person.ID) -> ConnectionOwner {
        organisation.map(ConnectionOwner.organisation) ?? .person(person)
    }
}
