/// Where an action item or a summary can go, such as `linear.issue`: a provider and what is made there.
package struct Destination: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral value: String) {
        self.rawValue = value
    }

    /// The provider whose connection carries it: the text before the first dot.
    package var provider: ProviderID {
        ProviderID(rawValue: String(rawValue.prefix { $0 != "." }))
    }

    package var description: String { rawValue }
}
