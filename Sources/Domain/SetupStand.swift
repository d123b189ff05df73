/// Whether this server has an operator yet, and if not, how it gets one.
package enum SetupStand: Sendable, Equatable {
    case done
    /// Only this machine reaches the server and nobody has an account: whoever signs up first runs it.
    case openToFirst
    /// Somebody else could be first. Whoever runs the server shows it by the code it printed.
    case codeNeeded

    package init(hasOperator: Bool, hasPeople: Bool, isLocal: Bool) {
        self = hasOperator ? .done : (isLocal && !hasPeople ? .openToFirst : .codeNeeded)
    }
}
