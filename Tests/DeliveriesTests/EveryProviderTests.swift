import Domain
import Foundation
import Support
import Testing

// One after the other: each case is a whole world with six accounts.
@Suite("A meeting reaches every provider there is, once", .serialized)
struct EveryProviderTests {
    @Test func `all of them at once, each with a link that leads to it`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world)
        let deliveries = try await Everywhere.send(world, ada, to: Everywhere.all.map(\.destination))
        #expect(deliveries.count == Everywhere.all.count)
        for place in Everywhere.all {
            let delivery = try #require(deliveries[place.destination])
            #expect(delivery["state"] as? String == "delivered", "\(place.destination): \(delivery)")
            #expect(try await Everywhere.count(place, ada) == 1, "\(place.destination)")
            let url = try #require(delivery["url"] as? String, "\(place.destination)")
            #expect(url.hasPrefix(World.gatewayURL), "\(url)")
            let page = try await ada.provider(String(url.dropFirst(World.gatewayURL.count).prefix { $0 != "#" }))
            #expect((200..<400).contains(page.status), "\(url): \(page.status)")
        }
    }

    @Test(arguments: Everywhere.all) func `an answer that is lost makes nothing twice`(place: Everywhere.Place) async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world)
        world.transport.next(place.call, .answerLost)
        let delivery = try #require(try await Everywhere.send(world, ada, to: [place.destination])[place.destination])
        #expect(try await Everywhere.count(place, ada) == 1)
        let state = Everywhere.unknowable.contains(place.destination) ? "uncertain" : "delivered"
        #expect(delivery["state"] as? String == state, "\(delivery)")
    }

    @Test(arguments: Everywhere.all) func `a provider that was not reached is asked again`(place: Everywhere.Place) async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world)
        world.transport.next(place.call, .unreachable)
        world.transport.next(place.call, .answers(status: 503, body: "<html>", headers: ["Retry-After": "60"]))
        let delivery = try #require(try await Everywhere.send(world, ada, to: [place.destination])[place.destination])
        #expect(delivery["state"] as? String == "delivered", "\(delivery)")
        #expect(try await Everywhere.count(place, ada) == 1)
    }

    private static let ofItems = Everywhere.all.filter {
        $0.destination != "google.document" && !Everywhere.unknowable.contains($0.destination)
    }

    @Test(arguments: ofItems) func `two items of one title are two things, also when an answer was lost`(place: Everywhere.Place)
        async throws
    {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: place.report)
        let id = try await Everywhere.meeting(ada, "Ben: Hello.\nAda: Hello.")
        var items: [String] = []
        for _ in 0..<2 {
            let body = ["title": "Call the customer", "due_on": "2026-11-27"]
            items.append(try await ada.api(.post, "/api/v1/meetings/\(id)/items", body).json["id"] as? String ?? "")
        }
        if place.report == "linear" { world.transport.next(place.call, .passes) }
        world.transport.next(place.call, .answerLost)
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["items": items, "destinations": [place.destination]])
        try await Everywhere.settle(world)
        let deliveries = try await Everywhere.deliveries(ada, id)
        #expect(deliveries.map { $0["state"] as? String } == ["delivered", "delivered"], "\(deliveries)")
        #expect(try await Everywhere.count(place, ada) == 2)
        let urls = deliveries.compactMap { $0["url"] as? String }
        #expect(Set(urls).count == urls.count)
        if place.report != "todoist" { #expect(urls.count == 2) }
    }

    @Test func `no token that any of them gave stands in the database or in a log`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world)
        _ = try await Everywhere.send(world, ada, to: Everywhere.all.map(\.destination))
        for provider in Everywhere.others {
            let reply = try await ada.api(.post, "/integrations/\(provider)/disconnect", [:])
            #expect(reply.json["revocation"] as? String == "revoked", "\(provider): \(reply.text)")
        }
        let traces = Data(try world.traces())
        for report in Set(Everywhere.all.map(\.report)) {
            let secrets = try await ada.provider("/sandbox/\(report)/state").json["secrets"] as? [String] ?? []
            #expect(!secrets.isEmpty)
            for secret in secrets { #expect(traces.range(of: Data(secret.utf8)) == nil, "\(report)") }
        }
    }

    @Test func `a permission left out at Google parks that alone`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example", without: ["https://www.googleapis.com/auth/gmail.send"])
        let deliveries = try await Everywhere.send(world, ada, to: ["google.event", "google.document", "google.mail"])
        #expect(deliveries["google.event"]?["state"] as? String == "delivered")
        #expect(deliveries["google.document"]?["state"] as? String == "delivered")
        #expect(deliveries["google.mail"]?["state"] as? String == "blocked_by_scope")
    }
}
