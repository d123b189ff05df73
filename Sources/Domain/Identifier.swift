/// The identifier of one `Entity`: 36 characters of lower-case UUID, kept as text so that both databases store it alike.
///
/// The phantom type keeps a meeting's identifier from being passed where a person's is meant.
package struct Identifier<Entity>: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String

    /// Takes any text: whether it names something is found out by looking it up.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }
}
