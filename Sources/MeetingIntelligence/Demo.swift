import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the main job against a running server and its sandbox, headless.",
        discussion: """
            Signs up a new person, connects Linear, Google and Slack through the sandbox's consent pages, says where summaries and mail go, \
            uploads a transcript, sends it in one press and prints what arrived in each, with links. It does over HTTP what a browser would do. \
            Unless all of them are connected and an issue, an event, a document, a mail and a message have arrived, each with a link, it fails.
            """
    )

    @Option(help: "The server's public address.")
    var server = "http://localhost:8000"

    @Option(help: "The transcript to upload.")
    var transcript = "Examples/weekly-product.vtt"

    /// In the order they are connected and shown.
    private static let shown = [
        (provider: "linear", destinations: ["linear.issue"]),
        (provider: "google", destinations: ["google.event", "google.document", "google.mail"]),
        (provider: "slack", destinations: ["slack.message"]),
    ]

    func run() async throws {
        let browser = DemoBrowser(server: server)
        do {
            try await walk(browser)
        } catch {
            try? await browser.close()
            throw error
        }
        try await browser.close()
    }

    private func walk(_ browser: DemoBrowser) async throws {
        let text = try String(contentsOf: URL(filePath: transcript), encoding: .utf8)
        let mark = String(RandomSource.system.uuid().prefix(8))
        let account = "ada-\(mark)@example.org"
        _ = try await browser.json(
            .POST, "/api/v1/people",
            ["name": "Ada Lovelace", "email": account, "password": "a long walk by the sea \(mark)", "time_zone": "Europe/Berlin"],
            expecting: 201
        )
        say("1  Signed up as \(account)")
        var names: [String] = []
        for part in Self.shown { names.append(try await connect(part.provider, browser)) }
        try await route(browser)
        let meeting = try await browser.json(
            .POST, "/api/v1/meetings", ["title": "Weekly product", "time_zone": "Europe/Berlin", "transcript": text], expecting: 201
        )
        guard let id = meeting["id"] as? String, let items = meeting["action_items"] as? [[String: Any]], !items.isEmpty else {
            throw DemoError("The upload was not answered as promised.")
        }
        say("4  Uploaded \(transcript): \(items.count) action items")
        _ = try await browser.json(.POST, "/api/v1/meetings/\(id)/deliveries", [:], expecting: 202)
        let report = DemoReport(deliveries: try await delivered(id, browser), items: items)
        say("5  Sent them and the meeting, in one press. What arrived:")
        for (part, name) in zip(Self.shown, names) {
            say("   \(name)")
            for destination in part.destinations { try report.lines(of: destination).forEach(say) }
        }
    }

    /// Through the provider's consent page, as the account that is preselected there.
    ///
    /// - Returns: the provider's name.
    private func connect(_ id: String, _ browser: DemoBrowser) async throws -> String {
        let all = try await browser.json(.GET, "/api/v1/integrations", nil, expecting: 200)["integrations"] as? [[String: Any]] ?? []
        guard let integration = all.first(where: { $0["provider"] as? String == id }), integration["configured"] as? Bool == true else {
            throw DemoError("This server has no application at \(id), so nothing can be connected there.")
        }
        let name = integration["name"] as? String ?? id
        let consent = try await browser.json(.GET, "/integrations/\(id)/connect", nil, expecting: 200)
        guard let address = consent["authorization_url"] as? String else {
            throw DemoError("The server gave no authorization address.")
        }
        try await browser.allow(at: address)
        let status = try await browser.json(.GET, "/integrations/\(id)/status", nil, expecting: 200)
        guard status["state"] as? String == "connected" else {
            throw DemoError("\(name) was allowed and is \(status["state"] ?? "not connected").")
        }
        let identity = status["identity"] as? [String: Any]
        let workspace = (identity?["workspace"] as? String).map { " · \($0)" } ?? ""
        say("2  Connected \(name) as \(identity?["account"] ?? "?")\(workspace)")
        return name
    }

    /// What goes to others goes there only because somebody says so: the channel of the summary, and to whom the mail goes.
    private func route(_ browser: DemoBrowser) async throws {
        let routes = try await browser.json(.GET, "/api/v1/routes", nil, expecting: 200)["routes"] as? [[String: Any]] ?? []
        for route in routes where route["subject"] as? String == "meeting" && route["account"] is String {
            guard let destination = route["destination"] as? String else { continue }
            var change: [String: Any] = ["destination": destination]
            if route["needs_choice"] as? Bool == true {
                let choices = try await browser.json(
                    .GET, "/api/v1/destinations/\(destination)/choices?search=general", nil, expecting: 200)
                guard let place = (choices["choices"] as? [[String: Any]])?.last, let id = place["id"] as? String else { continue }
                change["choice_id"] = id
                say("3  Summaries go to \(place["name"] ?? id)")
            }
            if route["takes_recipients"] as? Bool == true {
                change["recipients"] = ["ben@acme.example", "clara@acme.example"]
                say("3  Mail goes to ben@acme.example and clara@acme.example")
            }
            guard change.count > 1 else { continue }
            _ = try await browser.json(.PUT, "/api/v1/routes", ["routes": [change]], expecting: 200)
        }
    }

    /// Asks until all have arrived, for a minute at the most, and no longer than there is something to wait for.
    private func delivered(_ meeting: String, _ browser: DemoBrowser) async throws -> [[String: Any]] {
        var open: [String: Any]?
        for _ in 0..<240 {
            let answer = try await browser.json(.GET, "/api/v1/meetings/\(meeting)/deliveries", nil, expecting: 200)
            let deliveries = answer["deliveries"] as? [[String: Any]] ?? []
            let missing = deliveries.filter { $0["state"] as? String != "delivered" }
            if !deliveries.isEmpty, missing.isEmpty { return deliveries }
            let ended = missing.first { ($0["state"] as? String).flatMap(DeliveryState.init)?.isPending == false }
            open = ended ?? missing.first
            if ended != nil { break }
            try await Task.sleep(for: .milliseconds(250))
        }
        throw DemoError(
            "Not everything arrived: \(open?["destination"] ?? "nothing") is \(open?["state"] ?? "not there"), \(open?["message"] ?? "without a reason")"
        )
    }

    private func say(_ line: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
}
