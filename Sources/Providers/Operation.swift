package import Domain

extension Provider {
    /// Something that can be done at a provider, and the scopes it needs.
    package struct Operation: Sendable {
        package var id: String
        /// For people: `Create issues`.
        package var title: String
        /// Ready when the grant covers one of these sets whole.
        package var scopes: [Set<String>]
        package var destination: Destination?
        /// Makes one thing of one item; `nil` for an operation that only serves others.
        package var deliver: (@Sendable (Order, Access) -> Conversation<Receipt>)?
        /// Lists the places to choose from, such as teams.
        package var choices: (@Sendable (Access) -> Conversation<[Choice]>)?
        /// The words before the choice: `New issues go to`.
        package var choiceLabel: String?

        package init(
            id: String, title: String, scopes: [Set<String>], destination: Destination? = nil,
            deliver: (@Sendable (Order, Access) -> Conversation<Receipt>)? = nil,
            choices: (@Sendable (Access) -> Conversation<[Choice]>)? = nil, choiceLabel: String? = nil
        ) {
            self.id = id
            self.title = title
            self.scopes = scopes
            self.destination = destination
            self.deliver = deliver
            self.choices = choices
            self.choiceLabel = choiceLabel
        }

        package func isReady(with granted: Set<String>) -> Bool {
            scopes.contains { $0.isSubset(of: granted) }
        }
    }
}
