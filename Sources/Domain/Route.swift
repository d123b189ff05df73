/// Where what goes to one destination ends up for a person: what they have set, and what follows where they left it open.
package struct Route: Sendable, Equatable {
    package let destination: Destination
    package let kind: Kind
    /// Where the connection it goes through stands.
    package let standing: Standing
    /// The account at the provider it goes out under; `nil` while there is none.
    package let account: String?
    /// Whose account that is, where it is an organisation's.
    package let standIn: SharedAccount?
    package let choice: Choice?
    package let recipients: [String]
    /// Whether *Send* would include it when nothing is said, if only its provider were connected.
    package let isWanted: Bool

    /// What is particular to the destination, the same for everybody.
    package struct Kind: Sendable, Equatable {
        /// As people know the provider.
        package var provider: String
        /// The operation's name, by which a permission is asked for.
        package var operation: String
        /// For people: `Create issues`.
        package var title: String
        /// Whether one delivery is made of the whole meeting, and not of each item.
        package var isOfMeeting: Bool
        /// Reaches others, so that only the person can turn it on.
        package var isOptIn: Bool
        /// The words before the place: `New issues go to`; `nil` where there is nothing to choose.
        package var placeLabel: String?
        /// Whether nothing can be sent before a place was chosen.
        package var needsPlace: Bool
        /// The place that reaches nobody but the person; `nil` where there is none, or the account is not theirs.
        package var ownPlace: Choice?
        package var takesRecipients: Bool
        /// Whether the meeting after a meeting goes there too.
        package var takesFollowUp: Bool

        package init(
            provider: String, operation: String, title: String, isOfMeeting: Bool = false, isOptIn: Bool = false, placeLabel: String? = nil,
            needsPlace: Bool = false, ownPlace: Choice? = nil, takesRecipients: Bool = false, takesFollowUp: Bool = false
        ) {
            self.provider = provider
            self.operation = operation
            self.title = title
            self.isOfMeeting = isOfMeeting
            self.isOptIn = isOptIn
            self.placeLabel = placeLabel
            self.needsPlace = needsPlace
            self.ownPlace = ownPlace
            self.takesRecipients = takesRecipients
            self.takesFollowUp = takesFollowUp
        }
    }

    package enum Standing: String, Sendable, CaseIterable {
        case ready
        /// The connection lacks a permission; what is sent waits for it.
        case permissionMissing = "permission_missing"
        case needsReconnect = "needs_reconnect"
        case notConnected = "not_connected"
        /// This server has no registration at the provider.
        case notConfigured = "not_configured"

        /// Whether there is a connection, working or not.
        package var isConnected: Bool { self != .notConnected && self != .notConfigured }
    }

    /// - Parameters:
    ///   - setting: what the person has decided; `nil` when nothing.
    ///   - found: the first place found when the account was connected.
    package init(
        destination: Destination, kind: Kind, standing: Standing, account: String?, standIn: SharedAccount? = nil, setting: RouteSetting?,
        found: Choice?
    ) {
        self.destination = destination
        self.kind = kind
        self.standing = standing
        self.account = account
        self.standIn = standIn
        // Where a wrong place would show the meeting to others, none is taken but the person's own.
        choice = setting?.choice ?? (kind.needsPlace ? nil : found)
        recipients = setting?.recipients ?? []
        let isComplete = (!kind.needsPlace || choice != nil) && (!kind.takesRecipients || !recipients.isEmpty)
        let isChosen = setting.map { $0.choice != nil || !$0.recipients.isEmpty } ?? false
        isWanted = isComplete && (setting?.isOn ?? (!kind.isOptIn || isChosen))
    }

    /// Whether *Send* includes it when nothing is said.
    package var isOn: Bool { isWanted && standing.isConnected }
}
