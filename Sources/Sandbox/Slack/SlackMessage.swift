/// A message as somebody reads it in the workspace, names instead of ids.
package struct SlackMessage: Codable, Sendable {
    /// Its id in its channel: seconds since 1970 with six digits behind the point.
    package let ts: String
    /// The workspace's domain: `acme`.
    package let workspace: String
    /// The channel's name, or the names of the people in a direct message.
    package let channel: String
    package let channelID: String
    /// `public_channel`, `private_channel`, `im` or `mpim`.
    package let channelKind: String
    /// The mails of everybody in a direct message.
    package let recipients: [String]
    /// The name of the person or the app who wrote it.
    package let author: String
    /// Nothing for an app's bot.
    package let authorEmail: String?
    package let isFromBot: Bool
    /// The `text` that came: what notifications show.
    package let text: String
    /// What a reader sees: the blocks when there are any, otherwise the text, without markup.
    package let reading: String
    /// Whom it notified, as they are shown: `@Ben Carter`, `@channel`.
    package let mentions: [String]
    let blocks: [JSON]
    let metadata: JSON?
    package let threadTS: String?
    /// ISO 8601 with milliseconds.
    package let at: String
    package let permalink: String

    /// The metadata's event type and payload as JSON text.
    package var metadataText: String? { metadata?.text }
}
