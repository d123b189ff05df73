import Accounts
import Connections
import Domain
import Foundation
import Meetings

// The shapes in which the API shows things. Pure; the page models are elsewhere.

extension JSON {
    static func person(_ person: Person) -> JSON {
        ["id": .text(person.id.rawValue), "name": .text(person.name), "email": .text(person.email), "time_zone": .text(person.timeZone)]
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
            "cause": .textOrNull(activity.cause), "address": .textOrNull(activity.address),
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
            "obstacle": .textOrNull(integration.obstacle), "shared": .flag(integration.isShared), "operations": .list(operations),
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
            "decisions": .list(meeting.decisions.map(JSON.text)), "action_items": .list(confident), "possible_items": .list(possible),
            "transcript": .list(transcript), "created_at": .time(meeting.createdAt),
        ]
    }

    static func meetingSummary(_ meeting: Meeting) -> JSON {
        [
            "id": .text(meeting.id.rawValue), "title": .text(meeting.title), "held_at": .time(meeting.heldAt),
            "time_zone": .text(meeting.timeZone), "speakers": .list(meeting.speakers.map(JSON.text)),
            "duration": .numberOrNull(meeting.duration),
            "summary": .text(meeting.summary), "created_at": .time(meeting.createdAt),
        ]
    }

    static func item(_ item: MeetingItem) -> JSON {
        let content = item.item
        let segment: JSON = if let segment = content.segment { .count(segment) } else { .null }
        return [
            "id": .text(item.id.rawValue), "meeting_id": .text(item.meetingID.rawValue), "title": .text(content.title),
            "owner": .textOrNull(content.owner), "due_on": .textOrNull(content.dueOn?.description), "quote": .textOrNull(content.quote),
            "at": .numberOrNull(content.at), "segment": segment, "priority": .text(content.priority.rawValue),
            "band": .text(content.band.rawValue),
        ]
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
            "choice": .choice(delivery.choice), "recipients": .list(delivery.recipients.map(JSON.text)),
            "account": .textOrNull(delivery.account), "state": .text(delivery.state.rawValue),
            "url": .textOrNull(delivery.url), "message": .textOrNull(delivery.message), "attempts": .count(delivery.attempts),
            "due_at": .time(delivery.state.isPending ? delivery.dueAt : nil), "created_at": .time(delivery.createdAt),
        ]
    }
}
