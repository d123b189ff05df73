import Domain

/// Integrations in the order they matter to a person: what they have connected, what they could connect, and by themselves, in a line
/// each, those that nobody can connect on this server yet.
struct CardGroups: Sendable {
    let cards: [Card]
    let absent: [AbsentProvider]
    let hasAbsent: Bool
    let isOperator: Bool

    init(_ integrations: [Integration], reader: Reader, card: (Integration) -> Card) {
        let own = integrations.filter { $0.connection != nil }
        let others = integrations.filter { $0.connection == nil }
        cards = (own + others.filter(\.isConfigured)).map(card)
        absent = others.filter { !$0.isConfigured }.map { AbsentProvider($0, reader: reader) }
        hasAbsent = !absent.isEmpty
        isOperator = reader.isOperator
    }
}
