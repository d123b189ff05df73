/// An action item of a meeting as it is kept: with an identifier, a place in the list and the person's edits.
package struct MeetingItem: Sendable, Equatable {
    package typealias ID = Identifier<MeetingItem>

    package let id: ID
    package let meetingID: Meeting.ID
    /// Counts from 0 in the order of the transcript.
    package var position: Int
    package var item: ActionItem
    /// What merging did to it; `nil` where it was not merged.
    package var merge: ItemMerge?

    package init(id: ID, meetingID: Meeting.ID, position: Int, item: ActionItem, merge: ItemMerge? = nil) {
        self.id = id
        self.meetingID = meetingID
        self.position = position
        self.item = item
        self.merge = merge
    }

    /// The item it is a part of.
    package var mergedInto: ID? { (merge?.into).map { ID($0) } }
}
