package import struct Foundation.Date

/// Everything a provider needs to make one thing of one action item, or of a whole meeting.
package struct Order: Sendable, Equatable {
    package enum Subject: Sendable, Equatable {
        case item(ActionItem)
        case meeting
        /// The meeting after it.
        case followUp(FollowUp)
    }

    /// The identifier the object shall have at the provider, or be found again by: a lower-case UUID, version 4.
    package var objectID: String
    package var subject: Subject
    package var meeting: MeetingDigest
    /// The place at the destination, such as a team; `nil` leaves it to the provider's first.
    package var choice: Choice?
    /// Mail addresses the person chose.
    package var recipients: [String]
    /// An earlier attempt may have arrived: look before making.
    package var isReconciliation: Bool
    /// A moment not after the first attempt, for looking since then; `nil` in the first one.
    package var firstAttemptAt: Date?
    /// When this attempt begins: the date that a mail bears.
    package var attemptAt: Date?
    /// What an earlier attempt is known to have brought there, in the provider's own notation; never made again.
    package var progress: String?

    /// The name of whoever it is sent for, where it goes out under an account that is not theirs.
    package var sentFor: String?

    package init(
        objectID: String, subject: Subject, meeting: MeetingDigest, choice: Choice? = nil, recipients: [String] = [],
        isReconciliation: Bool = false, firstAttemptAt: Date? = nil, attemptAt: Date? = nil, progress: String? = nil, sentFor: String? = nil
    ) {
        self.objectID = objectID
        self.subject = subject
        self.meeting = meeting
        self.choice = choice
        self.recipients = recipients
        self.isReconciliation = isReconciliation
        self.firstAttemptAt = firstAttemptAt
        self.attemptAt = attemptAt
        self.progress = progress
        self.sentFor = sentFor
    }

    /// Whether nothing of it can be there yet.
    package var isFirstAttempt: Bool { firstAttemptAt == nil && !isReconciliation && progress == nil }

    /// Whether the first attempt was no longer ago than that, in seconds.
    package func isRecent(within seconds: Double) -> Bool {
        guard let firstAttemptAt, let attemptAt else { return false }
        return attemptAt.timeIntervalSince(firstAttemptAt) <= seconds
    }

    /// The one item it is about; `nil` when it is about the meeting or the one after it.
    package var item: ActionItem? {
        guard case .item(let item) = subject else { return nil }
        return item
    }
}
