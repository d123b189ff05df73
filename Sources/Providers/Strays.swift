package import Domain

/// Tokens that came without what would make them a grant.
package struct Strays: Sendable, Equatable {
    /// The person's own; `nil` where it is this that is missing.
    package var own: Grant?
    package var companions: [String: Grant]
    /// Whose they are, as far as the answer says.
    package var identity: Identity

    package init(own: Grant?, companions: [String: Grant], identity: Identity) {
        self.own = own
        self.companions = companions
        self.identity = identity
    }
}
