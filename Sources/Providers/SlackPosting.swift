import Domain
import Foundation
import HTTPTypes

/// The messages of one order on their way into one channel, in order, each of them once.
///
/// Slack has no key that would make a repetition harmless. What has arrived is written down as it goes, so that a failure in the middle
/// resumes behind it; where nobody knows, the messages carry the order's identifier for whoever may read the channel's history.
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
        return canLook ? look(cursor: nil, found: [:], pages: 5) : resume()
    }

    private func resume() -> Conversation<Receipt> {
        order.isReconciliation ? .failed(.uncertain) : post(after: order.progress.flatMap { Progress($0) })
    }

    private func post(after progress: Progress?) -> Conversation<Receipt> {
        let index = progress?.count ?? 0
        guard index < messages.count else { return progress.map { .single(link($0)) } ?? .failed(.uncertain) }
        var call = SlackAPI.call("chat.postMessage", payload: .json(body(index)), token: token, effect: .once) {
            (posted: Posted) throws(ProviderError) in
            post(after: Progress(count: index + 1, channel: progress?.channel ?? posted.channel, time: progress?.time ?? posted.ts))
        }
        call.progress = progress?.description
        return .ask(call)
    }

    private func body(_ index: Int) -> JSONValue {
        [
            "channel": .text(channel), "text": .text(messages[index].text), "blocks": .list(messages[index].blocks),
            "metadata": [
                "event_type": "meeting_notes", "event_payload": ["delivery": .text(order.objectID), "part": .number(index + 1)],
            ],
            "unfurl_links": false, "unfurl_media": false,
        ]
    }

    /// A message without a link has arrived all the same.
    private func link(_ progress: Progress) -> Call<Receipt> {
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
    private func look(cursor: String?, found: [Int: String], pages: Int) -> Conversation<Receipt> {
        // A minute of difference between the clocks.
        let oldest = order.firstAttemptAt.map { [("oldest", String(Int($0.timeIntervalSince1970) - 60))] } ?? []
        let query = [("channel", channel), ("include_all_metadata", "true"), ("limit", "200")] + oldest
        return .ask(
            SlackAPI.call(
                "conversations.history", .get, query: query + (cursor.map { [("cursor", $0)] } ?? []), token: token,
                // The history of public channels may be open and this one's not.
                recover: { (try? $0.json(SlackFault.self))?.error == "missing_scope" ? resume() : nil },
                read: { (page: History) throws(ProviderError) in
                    let ours = page.messages.filter { $0.metadata?.payload?.delivery == order.objectID }
                    let all = found.merging(ours.compactMap { message in message.metadata?.payload?.part.map { ($0, message.ts) } }) { $1 }
                    if let next = page.paging?.next {
                        return pages > 1 ? look(cursor: next, found: all, pages: pages - 1) : resume()
                    }
                    guard let count = all.keys.max(), let first = all[1] else { return post(after: nil) }
                    return post(after: Progress(count: count, channel: channel, time: first))
                }
            )
        )
    }

    /// How many messages are there, and where the first of them is; written `2 C0123 1700000000.000100`.
    private struct Progress: CustomStringConvertible {
        let count: Int
        let channel: String
        let time: String

        init(count: Int, channel: String, time: String) {
            self.count = count
            self.channel = channel
            self.time = time
        }

        init?(_ text: String) {
            let parts = text.split(separator: " ")
            guard parts.count == 3, let count = Int(parts[0]), count > 0 else { return nil }
            self.init(count: count, channel: String(parts[1]), time: String(parts[2]))
        }

        var description: String { "\(count) \(channel) \(time)" }
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
        var ts: String
        var metadata: Metadata?
    }

    struct Metadata: Decodable {
        /// `nil` in the metadata of other applications.
        var payload: Payload?

        private enum CodingKeys: String, CodingKey { case payload = "eventPayload" }

        init(from decoder: any Decoder) throws {
            payload = try? decoder.container(keyedBy: CodingKeys.self).decode(Payload.self, forKey: .payload)
        }

        struct Payload: Decodable {
            var delivery: String?
            var part: Int?
        }
    }
}
