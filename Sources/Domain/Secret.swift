/// A value that must never reach a log, an error, a page, a URL, a metric or a crash.
///
/// It prints as `<redacted>`, shows nothing to reflection and is not `Codable`; ``reveal()`` is the one way to the text,
/// so every place that uses it can be found by name.
package struct Secret: Sendable, Hashable {
    private let value: String

    package init(_ value: String) {
        self.value = value
    }

    /// The plain text, for handing it to the provider or to the vault.
    package func reveal() -> String { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
