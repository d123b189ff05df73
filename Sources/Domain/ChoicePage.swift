/// Some of the places an account offers, and the way to more.
package struct ChoicePage: Sendable, Equatable {
    package var choices: [Choice]
    /// What to hand in for the next page; `nil` after the last.
    package var next: String?

    package init(choices: [Choice], next: String? = nil) {
        self.choices = choices
        self.next = next
    }
}
