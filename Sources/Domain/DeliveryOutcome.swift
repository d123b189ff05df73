/// What one attempt at a delivery came to.
package enum DeliveryOutcome: Sendable, Equatable {
    /// It exists at the provider.
    case delivered(Receipt)
    /// Definitely not done, and may work later; `after` is the provider's own wish in seconds.
    case later(after: Double?, reason: String)
    /// The person has to connect, or reconnect.
    case connectionNeeded(reason: String)
    case scopeMissing(reason: String)
    /// The request may have had its effect, and asking again could do it twice; `mayLook` where another attempt can find out first.
    case uncertain(reason: String, mayLook: Bool)
    /// It will not work as it is, however often it is tried.
    case refused(reason: String)
}

/// A provider's word that something was made.
package struct Receipt: Sendable, Equatable {
    /// The provider's identifier, in the form people use, such as `ENG-12`.
    package var name: String
    package var url: String?

    package init(name: String, url: String?) {
        self.name = name
        self.url = url
    }
}
