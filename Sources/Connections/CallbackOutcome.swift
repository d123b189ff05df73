/// What a callback came to.
package enum CallbackOutcome: Sendable, Equatable {
    case connected(returnPath: String)
    /// The new grant is another account's than the one connected; it waits until the person has chosen. See
    /// ``Connections/replacement(of:for:browser:)``.
    case otherAccount
}
