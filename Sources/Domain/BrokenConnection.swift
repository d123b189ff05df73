/// A connection that only the person can mend, as a reminder tells it.
package struct BrokenConnection: Sendable, Equatable {
    package let provider: ProviderID
    package let name: String
    /// Whose it is; `nil` for the person's own.
    package let organisation: Organisation?
    /// Whether all of it is lost, and not a companion alone.
    package let isWhole: Bool
    /// Deliveries that have not gone out.
    package let waiting: Int

    package init(provider: ProviderID, name: String, organisation: Organisation? = nil, isWhole: Bool, waiting: Int) {
        self.provider = provider
        self.name = name
        self.organisation = organisation
        self.isWhole = isWhole
        self.waiting = waiting
    }
}
