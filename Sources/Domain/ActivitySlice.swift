/// Some lines of an activity log, the newest first.
package struct ActivitySlice: Sendable, Equatable {
    package let entries: [Activity]
    /// Where older ones begin; `nil` when there are none.
    package let next: ActivityCursor?

    package init(entries: [Activity], next: ActivityCursor?) {
        self.entries = entries
        self.next = next
    }
}
