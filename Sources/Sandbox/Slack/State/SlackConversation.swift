/// A channel, or a direct message between members.
struct SlackConversation: Codable, Sendable {
    enum Kind: String, Codable, Sendable, CaseIterable {
        case publicChannel = "public_channel"
        case privateChannel = "private_channel"
        case im
        case mpim

        /// How scopes for this kind begin.
        var scopePrefix: String {
            switch self {
            case .publicChannel: "channels"
            case .privateChannel: "groups"
            case .im: "im"
            case .mpim: "mpim"
            }
        }
    }

    let id: String
    let teamID: String
    let kind: Kind
    /// Empty for a direct message.
    let name: String
    let topic: String
    let creatorID: String
    let isGeneral: Bool
    let isArchived: Bool
    /// Their ids, in the order they joined.
    var members: [String]
    let createdAt: SimulationMoment

    var isDirect: Bool { kind == .im || kind == .mpim }
}
