/// What a person says when they press *Send*; all of it may be left out.
package struct Sending: Sendable, Equatable {
    /// `nil` sends all that are confident.
    package var items: [MeetingItem.ID]?
    /// `nil` sends to what the person's routes say.
    package var destinations: [Destination]?
    package var overrides: [RouteOverride]

    package init(items: [MeetingItem.ID]? = nil, destinations: [Destination]? = nil, overrides: [RouteOverride] = []) {
        self.items = items
        self.destinations = destinations
        self.overrides = overrides
    }
}
