package import Domain

extension Provider {
    /// Something that can be done at a provider, and the scopes it needs.
    package struct Operation: Sendable {
        package enum Subject: Sendable { case item, meeting }

        package var id: String
        /// For people: `Create issues`.
        package var title: String
        /// Ready when the grant covers one of these sets whole; the first is the one to ask for.
        package var scopes: [Set<String>]
        /// The further chains it needs, and the scopes each of them has to have.
        package var companions: [String: Set<String>]
        package var destination: Destination?
        /// What one delivery is made of.
        package var subject: Subject
        /// Never done unless the person chose it for themself, because it reaches other people.
        package var isOptIn: Bool
        /// Whether nothing can be sent before a place was chosen; where not, the provider has a first one.
        package var needsChoice: Bool
        /// The place that reaches nobody but the person, where there is one: for what they asked for without saying where to.
        package var ownChoice: Choice?
        /// Whether it goes to mail addresses.
        package var takesRecipients: Bool
        /// Whether it makes the meeting after a meeting too, beside what it makes of items.
        package var takesFollowUp: Bool
        /// Choices that another operation of this provider carries, with that operation's ``id``.
        package var instead: [Choice.ID: String]
        /// Why something cannot be sent this way at all, as a sentence; `nil` when it can. Unless said otherwise it is of ``subject``.
        package var objection: @Sendable (Order.Subject) -> String?
        /// Makes one thing of one order; `nil` for an operation that only serves others.
        package var deliver: (@Sendable (Order, Access) -> Conversation<Receipt>)?
        /// Lists the places to choose from, such as teams: those whose names hold `search`, from where `cursor` points to.
        package var choices: (@Sendable (Access, _ search: String?, _ cursor: String?) -> Conversation<ChoicePage>)?
        /// The words before the choice: `New issues go to`.
        package var choiceLabel: String?

        package init(
            id: String, title: String, scopes: [Set<String>], companions: [String: Set<String>] = [:], destination: Destination? = nil,
            subject: Subject = .item, isOptIn: Bool = false, needsChoice: Bool = false, ownChoice: Choice? = nil,
            takesRecipients: Bool = false, takesFollowUp: Bool = false,
            instead: [Choice.ID: String] = [:], objection: (@Sendable (Order.Subject) -> String?)? = nil,
            deliver: (@Sendable (Order, Access) -> Conversation<Receipt>)? = nil,
            choices: (@Sendable (Access, _ search: String?, _ cursor: String?) -> Conversation<ChoicePage>)? = nil,
            choiceLabel: String? = nil
        ) {
            self.id = id
            self.title = title
            self.scopes = scopes
            self.companions = companions
            self.destination = destination
            self.subject = subject
            self.isOptIn = isOptIn
            self.needsChoice = needsChoice
            self.ownChoice = ownChoice
            self.takesRecipients = takesRecipients
            self.takesFollowUp = takesFollowUp
            self.instead = instead
            self.objection = objection ?? { Self.usualObjection(to: $0, where: subject) }
            self.deliver = deliver
            self.choices = choices
            self.choiceLabel = choiceLabel
        }

        private static func usualObjection(to given: Order.Subject, where wanted: Subject) -> String? {
            switch (given, wanted) {
            case (.item, .item), (.meeting, .meeting): nil
            case (_, .item): "This is made of an action item, not of a whole meeting."
            case (_, .meeting): "This is made of a whole meeting, not of one action item."
            }
        }

        /// - Parameter companions: what was granted to each further chain that is alive.
        package func isReady(with granted: Set<String>, companions alive: [String: Set<String>] = [:]) -> Bool {
            scopes.contains { $0.isSubset(of: granted) }
                && companions.allSatisfy { name, needed in alive[name].map(needed.isSubset) ?? false }
        }

        /// Whether this can be made of that at all.
        package func accepts(_ subject: Order.Subject) -> Bool {
            objection(subject) == nil
        }
    }
}
