import Accounts
import Connections
import Domain
import Foundation
import Meetings

// The shapes in which the API shows things. Pure; the page models are elsewhere.

extension JSON {
    static func person(_ person: Person) -> JSON {
        [
            "id": .text(person.id.rawValue), "name": .text(person.name), "email": .text(person.email), "time_zone": .text(person.timeZone),
            "is_operator": .flag(person.isOperator),
        ]
    }

    static func token(_ token: APIToken) -> JSON {
        [
            "id": .text(token.id.rawValue), "name": .text(token.name), "created_at": .time(token.createdAt),
            "last_used_at": .time(token.lastUsedAt),
        ]
    }

    static func session(_ session: BrowserSession, isCurrent: Bool) -> JSON {
        [
            "id": .text(session.id.rawValue), "device": .text(session.device), "created_at": .time(session.createdAt),
            "seen_at": .time(session.seenAt), "expires_at": .time(session.expiresAt), "current": .flag(isCurrent),
        ]
    }

    static func activity(_ activity: Activity) -> JSON {
        [
            "kind": .text(activity.kind.rawValue), "at": .time(activity.at), "provider": .textOrNull(activity.provider?.rawValue),
            "cause": .textOrNull(activity.cause), "address": .textOrNull(activity.address), "actor": .textOrNull(activity.actor),
        ]
    }

    static func choice(_ choice: Choice?) -> JSON {
        guard let choice else { return .null }
        return ["id": .text(choice.id), "name": .text(choice.name)]
    }

    static func integration(_ integration: Integration) -> JSON {
        let connection = integration.connection
        let operations = integration.operations.map { operation($0) }
        return [
            "provider": .text(integration.provider.rawValue), "name": .text(integration.name), "purpose": .text(integration.purpose),
            "configured": .flag(integration.isConfigured), "connected": .flag(connection?.state == .connected),
            "state": .text(connection?.state.rawValue ?? Connection.State.disconnected.rawValue), "identity": .identity(connection),
            "connected_at": .time(connection?.connectedAt), "last_used": .time(connection?.lastUsedAt),
            "device": .textOrNull(connection?.details.device.map(DeviceName.words)),
            "obstacle": .textOrNull(integration.obstacle), "shared": .flag(integration.isShared),
            "waiting": .count(integration.waiting), "operations": .list(operations), "stand_in": standIn(integration.standIn),
            "offers": .list(integration.offers.map { standIn($0) }),
        ]
    }

    private static func operation(_ operation: Integration.Operation) -> JSON {
        [
            "id": .text(operation.id), "title": .text(operation.title), "ready": .flag(operation.isReady),
            "readiness": .text(operation.readiness.rawValue),
            "destination": .textOrNull(operation.destination?.rawValue), "default": .choice(operation.choice),
        ]
    }

    private static func identity(_ connection: Connection?) -> JSON {
        connection.map { identity($0.details.identity) } ?? .null
    }

    private static func identity(_ identity: Identity) -> JSON {
        ["account": .text(identity.account), "workspace": .textOrNull(identity.workspace)]
    }

    static func replacement(_ replacement: Replacement) -> JSON {
        [
            "provider": .text(replacement.provider.rawValue), "current": identity(replacement.current),
            "new": identity(replacement.new), "waiting": .count(replacement.waiting), "expires_at": .time(replacement.expiresAt),
        ]
    }

    static func meeting(_ record: MeetingRecord) -> JSON {
        let meeting = record.meeting
        let confident = record.items.filter { $0.item.band == .confident }.map { item($0) }
        let possible = record.items.filter { $0.item.band == .possible }.map { item($0) }
        let transcript = record.segments.map { segment($0) }
        return [
            "id": .text(meeting.id.rawValue), "title": .text(meeting.title), "held_at": .time(meeting.heldAt),
            "time_zone": .text(meeting.timeZone), "format": .text(meeting.format.rawValue),
            "speakers": .list(meeting.speakers.map(JSON.text)),
            "duration": .numberOrNull(meeting.duration), "summary": .text(meeting.summary),
            "decisions": .list(meeting.decisions.map(JSON.text)), "sample": .flag(meeting.isSample), "action_items": .list(confident),
            "possible_items": .list(possible),
            "follow_up": record.followUp.map { followUp($0) } ?? .null,
            "transcript": .list(transcript), "created_at": .time(meeting.createdAt),
        ]
    }

    static func meetingSummary(_ meeting: Meeting) -> JSON {
        [
            "id": .text(meeting.id.rawValue), "title": .text(meeting.title), "held_at": .time(meeting.heldAt),
            "time_zone": .text(meeting.timeZone), "speakers": .list(meeting.speakers.map(JSON.text)),
            "duration": .numberOrNull(meeting.duration),
            "summary": .text(meeting.summary), "sample": .flag(meeting.isSample), "created_at": .time(meeting.createdAt),
        ]
    }

    static func preview(_ preview: UploadPreview) -> JSON {
        let items = preview.items.map { item in
            ["title": .text(item.title), "owner": .textOrNull(item.owner), "due_on": .textOrNull(item.dueOn?.description)] as JSON
        }
        return [
            "title": .text(preview.title), "held_at": .time(preview.heldAt), "time_zone": .text(preview.timeZone),
            "format": .text(preview.format.rawValue), "speakers": .list(preview.speakers.map(JSON.text)),
            "duration": .numberOrNull(preview.duration), "segments": .count(preview.segments), "action_items": .list(items),
            "possible_items": .count(preview.notes.items.count - items.count), "decisions": .count(preview.notes.decisions.count),
            "known_meeting_id": .textOrNull(preview.known?.rawValue),
        ]
    }

    static func meetings(_ list: MeetingList) -> JSON {
        let meetings = list.entries.map { entry in
            guard case .object(var fields) = meetingSummary(entry.overview.meeting) else { return JSON.null }
            fields["match"] = entry.match.map { match($0) } ?? .null
            return .object(fields)
        }
        return ["meetings": .list(meetings), "next_cursor": .textOrNull(list.next?.text)]
    }

    private static func match(_ match: MeetingList.Match) -> JSON {
        let passage = match.passage
        let segment: JSON = if passage.part == .transcript { .count(passage.number) } else { .null }
        return [
            "part": .text(passage.part.rawValue), "segment": segment, "item_id": .textOrNull(passage.itemID?.rawValue),
            "snippet": .list(match.snippet.runs.map { ["text": .text($0.text), "hit": .flag($0.isHit)] }),
        ]
    }

    static func item(_ item: MeetingItem) -> JSON {
        let content = item.item
        let segment: JSON = if let segment = content.segment { .count(segment) } else { .null }
        return [
            "id": .text(item.id.rawValue), "meeting_id": .text(item.meetingID.rawValue), "title": .text(content.title),
            "owner": .textOrNull(content.owner), "due_on": .textOrNull(content.dueOn?.description), "quote": .textOrNull(content.quote),
            "at": .numberOrNull(content.at), "segment": segment, "priority": .text(content.priority.rawValue),
            "band": .text(content.band.rawValue), "quotes": .list(content.quotes.map { quote($0) }),
            "merged_into": .textOrNull(item.mergedInto?.rawValue),
        ]
    }

    private static func quote(_ quote: Quote) -> JSON {
        let segment: JSON = if let segment = quote.segment { .count(segment) } else { .null }
        return ["quote": .text(quote.text), "at": .numberOrNull(quote.at), "segment": segment]
    }

    private static func segment(_ segment: Segment) -> JSON {
        [
            "speaker": .textOrNull(segment.speaker), "start": .numberOrNull(segment.start), "end": .numberOrNull(segment.end),
            "text": .text(segment.text),
        ]
    }

    static func delivery(_ delivery: Delivery) -> JSON {
        .object(deliveryFields(delivery))
    }

    static func delivery(_ delivery: Delivery, history: [DeliveryEvent]) -> JSON {
        var fields = deliveryFields(delivery)
        fields["history"] = .list(history.map { event($0) })
        return .object(fields)
    }

    private static func event(_ event: DeliveryEvent) -> JSON {
        ["state": .text(event.state.rawValue), "cause": .textOrNull(event.cause), "at": .time(event.at)]
    }

    private static func deliveryFields(_ delivery: Delivery) -> [String: JSON] {
        [
            "id": .text(delivery.id.rawValue), "item_id": .textOrNull(delivery.itemID?.rawValue),
            "meeting_id": .text(delivery.meetingID.rawValue), "destination": .text(delivery.destination.rawValue),
            "organization_id": .textOrNull(delivery.organisation?.rawValue),
            "choice": .choice(delivery.choice), "recipients": .list(delivery.recipients.map(JSON.text)),
            "account": .textOrNull(delivery.account), "state": .text(delivery.state.rawValue),
            "url": .textOrNull(delivery.url), "message": .textOrNull(delivery.message), "attempts": .count(delivery.attempts),
            "due_at": .time(delivery.state.isPending ? delivery.dueAt : nil), "created_at": .time(delivery.createdAt),
        ]
    }
}
