import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("The page says of every state what it is and what can be done")
struct DeliveryStateTests {
    private static let expected: [(DeliveryState, String, [String])] = [
        (.queued, "Waiting its turn", ["cancel"]), (.inFlight, "Being sent", []), (.delivered, "Delivered", []),
        (.waitingForConnection, "Waiting for a connection", ["retry", "cancel"]),
        (.blockedByScope, "Waiting for a permission", ["retry", "cancel"]), (.retrying, "Trying again soon", ["retry", "cancel"]),
        (.uncertain, "Sent, not confirmed", ["confirm", "retry"]), (.failed, "Not delivered", ["retry"]), (.cancelled, "", []),
    ]

    @Test func `all nine on one page, each with its own way on`() async throws {
        let world = try await World()
        let ada = try await world.connected()
        let transcript = "Ben: Good morning.\nClara: Good morning, Ben."
        let id =
            try await ada.browser.api(.post, "/api/v1/meetings", ["title": "States", "transcript": transcript]).json["id"] as? String ?? ""
        var items: [String] = []
        for (state, _, _) in Self.expected {
            let added = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/items", ["title": state.rawValue])
            items.append(added.json["id"] as? String ?? "")
        }
        #expect(items.count == Self.expected.count)
        let sent = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:]).list("deliveries")
        let deliveries = items.map { item in
            sent.first { $0["item_id"] as? String == item }?["id"] as? String ?? ""
        }
        try await world.database.transaction(as: .person(ada.id)) { session in
            for (delivery, (state, _, _)) in zip(deliveries, Self.expected) {
                try session.run(
                    "update deliveries set state = \(state), in_doubt = \(state == .uncertain) where id = \(delivery) and user_id = \(ada.id)"
                )
            }
        }
        let page = try await ada.browser.get("/meetings/\(id)").text
        for (delivery, (state, words, ways)) in zip(deliveries, Self.expected) {
            let parts = page.split(separator: "id=\"delivery-\(delivery)\"")
            guard state != .cancelled else {
                // Called off, it can be sent again as if it never was.
                #expect(parts.count == 1)
                continue
            }
            let line = parts.dropFirst().first?.split(separator: "<li class=\"item\"").first.map(String.init) ?? ""
            #expect(line.contains("<span data-state>\(words)</span>"), "\(state)")
            for way in ["retry", "confirm", "cancel"] {
                #expect(line.contains("/deliveries/\(delivery)/\(way)") == ways.contains(way), "\(state) \(way)")
            }
        }
    }
}
