/// What people see: names instead of ids.
extension SlackState {
    /// Oldest first.
    func messagesForReaders(publicURL: String) -> [SlackMessage] {
        let directories = Dictionary(teams.map { ($0.id, SlackDirectory(self, teamID: $0.id)) }) { first, _ in first }
        return messages.compactMap { message in
            conversation(message.conversationID).flatMap { directories[$0.teamID] }.flatMap { reading(message, $0, publicURL: publicURL) }
        }
    }

    func reading(_ message: SlackStoredMessage, _ directory: SlackDirectory, publicURL: String) -> SlackMessage? {
        guard let conversation = conversation(message.conversationID), let team = team(conversation.teamID) else { return nil }
        let author = user(id: message.userID)
        let seen = spans(of: message, directory)
        // A mention in the text beside blocks notifies as well, though nobody sees it there.
        let unseen = message.blocks.isEmpty ? [] : SlackMarkup(directory: directory, isFormatted: message.isFormatted).spans(message.text)
        let mentions = (seen.joined() + unseen).flatMap(\.mentions) + plainMentions(message)
        return SlackMessage(
            ts: message.ts, workspace: team.domain, channel: name(of: conversation), channelID: conversation.id,
            channelKind: conversation.kind.rawValue,
            recipients: conversation.isDirect ? conversation.members.compactMap { user(id: $0)?.email } : [],
            author: author?.realName ?? "", authorEmail: author?.email, isFromBot: author?.isBot ?? false, text: message.text,
            reading: seen.map(SlackSpan.plain).joined(separator: "\n"),
            mentions: mentions.reduce(into: []) { all, mention in
                if !all.contains(mention) { all.append(mention) }
            }, blocks: message.blocks, metadata: message.metadata, threadTS: message.threadTS, at: message.at.text,
            permalink: SlackPermalink.address(of: message, "\(publicURL)/\(team.domain).slack.com/"))
    }

    /// The pieces of text a reader sees.
    private func spans(of message: SlackStoredMessage, _ directory: SlackDirectory) -> [[SlackSpan]] {
        if message.markdown != nil { return [SlackMarkdown.spans(message.text)] }
        guard message.blocks.isEmpty else {
            let reading = SlackBlockReading(directory: directory)
            return message.blocks.flatMap(reading.texts)
        }
        return [SlackMarkup(directory: directory, isFormatted: message.isFormatted).spans(message.text)]
    }

    /// With `link_names`, plain words reach people too.
    private func plainMentions(_ message: SlackStoredMessage) -> [String] {
        guard message.linksNames else { return [] }
        return message.text.matches(of: /@(channel|here|everyone)\b/).map { "@" + $0.1 }
    }

    func name(of conversation: SlackConversation) -> String {
        guard conversation.isDirect else { return conversation.name }
        return conversation.members.compactMap { user(id: $0)?.realName }.joined(separator: ", ")
    }
}
