import Domain
import Foundation
import HTTPTypes

/// The messages of one order on their way into one channel, in order, each of them once.
///
/// Slack has no key that would make a repetition harmless. What has arrived is written down as it goes, so that a failure in the middle
/// resumes behind it; where nobody knows, the messages carry the order's identifier for whoever may read the channel's history. Both hold
/// only as long as what is there is what would be posted again: after a change of the meeting the person decides.
struct SlackPosting: Sendable {
    let order: Order
    let channel: String
    /// For people.
    let place: String
    let token: Secret
    let messages: [SlackMessage]

    /// - Parameter canLook: whether the token may read the history of channels.
    func conversation(canLook: Bool) -> Conversation<Receipt> {
        if order.isFirstAttempt { return post(after: nil) }
        return canLook ? look(cursor: nil, found: [], pages: 5) : resume()
    }

    private func resume() -> Conversation<Receipt> {
        guard !order.isReconciliation else { return .failed(.uncertain) }
        guard let progress = order.progress.flatMap({ SlackProgress($0) }), progress.place == channel else { return post(after: nil) }
        return progress.edition == edition ? post(after: progress) : changed()
    }

    /// The next attempt posts all of it: the person has read this and asked for that.
    private func changed() -> Conversation<Receipt> {
        let reason =
            "The meeting was changed after a part of it had been posted. Try again to post all of it as it is now; the part stays there."
        return .failed(.partly(progress: SlackProgress.nothing, .refused(reason: reason)))
    }

    /// Tells these messages from those of the meeting before a change.
    private var edition: String {
        let digest = Digest.sha256(JSONBody.encode(messages.map { JSONValue.list([.text($0.text)] + $0.blocks) }))
        return digest.prefix(8).map { String(format: "%02x", $0) }.joined()
    }

    private func post(after progress: SlackProgress?) -> Conversation<Receipt> {
        let index = progress?.count ?? 0
        guard index < messages.count else { return progress.map { .single(link($0)) } ?? .failed(.uncertain) }
        var call = SlackAPI.call("chat.postMessage", payload: .json(body(index)), token: token, effect: .once) {
            (posted: Posted) throws(ProviderError) in
            post(after: progress?.next ?? SlackProgress(place: channel, edition: edition, channel: posted.channel, time: posted.ts))
        }
        call.progress = progress?.description
        return .ask(call)
    }

    private func body(_ index: Int) -> JSONValue {
        [
            "channel": .text(channel), "text": .text(messages[index].text), "blocks": .list(messages[index].blocks),
            "metadata": [
                "event_type": "meeting_notes",
                "event_payload": [
                    "delivery": .text(order.objectID), "edition": .text(edition), "part": .number(index + 1),
                    "parts": .number(messages.count),
                ],
            ],
            "unfurl_links": false, "unfurl_media": false,
        ]
    }

    /// A message without a link has arrived all the same.
    private func link(_ progress: SlackProgress) -> Call<Receipt> {
        let name = "Message in \(place)"
        var call = SlackAPI.call(
            "chat.getPermalink", .get, query: [("channel", progress.channel), ("message_ts", progress.time)], token: token,
            recover: { (try? $0.json(SlackFault.self)).map { _ in Receipt(name: name, url: nil) } },
            read: { (body: Link) throws(ProviderError) in Receipt(name: name, url: body.permalink) }
        )
        call.progress = progress.description
        return call
    }

    /// Looks for our identifier among the messages since the first attempt.
    private func look(cursor: String?, found: [SlackTrace], pages: Int) -> Conversation<Receipt> {
        // A minute of difference between the clocks.
        let oldest = order.firstAttemptAt.map { [("oldest", String(Int($0.timeIntervalSince1970) - 60))] } ?? []
        let query = [("channel", channel), ("include_all_metadata", "true"), ("limit", "200")] + oldest
        return .ask(
            SlackAPI.call(
                "conversations.history", .get, query: query + (cursor.map { [("cursor", $0)] } ?? []), token: token,
                // The history of public channels may be open and this one's not.
                recover: { (try? $0.json(SlackFault.self))?.error == "missing_scope" ? resume() : nil },
                read: { (page: History) throws(ProviderError) in
                    let all = found + page.messages.compactMap(\.trace).filter { $0.delivery == order.objectID }
                    if let next = page.paging?.next {
                        return pages > 1 ? look(cursor: next, found: all, pages: pages - 1) : resume()
                    }
                    return goOn(from: all)
                }
            )
        )
    }

    /// What is there in full has arrived, whatever became of the meeting since.
    private func goOn(from found: [SlackTrace]) -> Conversation<Receipt> {
        let current = found.filter { $0.edition == edition }
        let earlier = order.progress == SlackProgress.nothing ? [] : found
        guard let last = (current.isEmpty ? earlier : current).max(by: { $0.part < $1.part }) else { return post(after: nil) }
        guard let first = found.first(where: { $0.part == 1 && $0.edition == last.edition }) else { return changed() }
        let progress = SlackProgress(count: last.part, place: channel, edition: last.edition, channel: channel, time: first.time)
        if last.part == last.parts { return .single(link(progress)) }
        return last.edition == edition ? post(after: progress) : changed()
    }
}

private struct Posted: Decodable, Sendable {
    var channel: String
    var ts: String
}

private struct Link: Decodable, Sendable { var permalink: String }

private struct History: Decodable, Sendable {
    var messages: [Message]
    var paging: SlackAPI.Paging?

    private enum CodingKeys: String, CodingKey {
        case messages
        case paging = "responseMetadata"
    }

    struct Message: Decodable {
        let trace: SlackTrace?

        private enum CodingKeys: String, CodingKey { case ts, metadata }

        /// The metadata of other applications may hold anything.
        init(from decoder: any Decoder) throws {
            let message = try decoder.container(keyedBy: CodingKeys.self)
            let time = try message.decode(String.self, forKey: .ts)
            trace = (try? message.decode(Metadata.self, forKey: .metadata)).map { metadata in
                let payload = metadata.payload
                return SlackTrace(
                    delivery: payload.delivery, edition: payload.edition, part: payload.part, parts: payload.parts, time: time)
            }
        }
    }

    private struct Metadata: Decodable {
        var payload: Payload

        private enum CodingKeys: String, CodingKey { case payload = "eventPayload" }

        struct Payload: Decodable {
            var delivery: String
            var edition: String
            var part: Int
            var parts: Int
        }
    }
}
