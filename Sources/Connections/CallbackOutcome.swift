package import Domain

/// What a callback came to.
package enum CallbackOutcome: Sendable, Equatable {
    case connected(returnPath: String)
    /// The new grant is another account's than the one connected; it waits until the person has chosen. See
    /// ``Connections/replacement(of:for:browser:)``.
    ///
    /// - Parameter of: whose connection it is about; `nil` for the person's own.
    case otherAccount(of: Organisation.ID?)
}
