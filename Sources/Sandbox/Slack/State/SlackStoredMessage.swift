/// A message as the workspace keeps it; `SlackMessage` is how others see it.
struct SlackStoredMessage: Codable, Sendable {
    let conversationID: String
    /// Seconds since 1970 with six digits behind the point; unique in its conversation, and its id there.
    let ts: String
    let userID: String
    let text: String
    let blocks: [JSON]
    let attachments: [JSON]
    let markdown: String?
    let metadata: JSON?
    let threadTS: String?
    /// Whether `*bold*` and the like are shown so.
    let isFormatted: Bool
    /// Whether `@channel` in plain words reaches everybody too.
    let linksNames: Bool
    let at: SimulationMoment
}
