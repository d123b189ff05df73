import Domain

/// A change of a route as the API takes it. A field that is left out stays as it is; `null` goes back to what follows by itself.
struct RouteBody: Decodable {
    let change: RouteChange

    private enum Key: String, CodingKey {
        case destination, enabled, choiceId, recipients
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        change = RouteChange(
            destination: Destination(rawValue: try container.decode(String.self, forKey: .destination)),
            isOn: container.contains(.enabled) ? .some(try container.decodeIfPresent(Bool.self, forKey: .enabled)) : nil,
            choiceID: container.contains(.choiceId) ? .some(try container.decodeIfPresent(String.self, forKey: .choiceId)) : nil,
            recipients: container.contains(.recipients) ? try container.decodeIfPresent([String].self, forKey: .recipients) ?? [] : nil
        )
    }
}

/// What a person says with *Send*, as the API takes it.
struct SendBody: Decodable {
    var items: [String]?
    var destinations: [String]?
    var routes: [Override]?

    struct Override: Decodable {
        var itemId: String?
        var followUp: Bool?
        var destination: String
        var enabled: Bool?
        var choiceId: String?
        var recipients: [String]?
    }

    var sending: Sending {
        Sending(
            items: items.map { $0.map { MeetingItem.ID($0) } }, destinations: destinations.map { $0.map(Destination.init(rawValue:)) },
            overrides: (routes ?? []).map { override in
                RouteOverride(
                    itemID: override.itemId.map { MeetingItem.ID($0) }, isOfFollowUp: override.followUp ?? false,
                    destination: Destination(rawValue: override.destination), isOn: override.enabled, choiceID: override.choiceId,
                    recipients: override.recipients
                )
            }
        )
    }
}
