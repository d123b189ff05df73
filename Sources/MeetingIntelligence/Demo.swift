import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the main job against a running server and its sandbox, headless.",
        discussion: """
            Signs up a new person, connects Linear through the sandbox's consent page, uploads a transcript, sends its action items and \
            prints each issue made with its link. It does over HTTP what a browser would do.
            """
    )

    @Option(help: "The server's public address.")
    var server = "http://localhost:8000"

    @Option(help: "The transcript to upload.")
    var transcript = "Examples/weekly-product.vtt"

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

        let consent = try await browser.json(.GET, "/integrations/linear/connect", nil, expecting: 200)
        guard let address = consent["authorization_url"] as? String else { throw DemoError("The server gave no authorization address.") }
        try await browser.allow(at: address)
        let status = try await browser.json(.GET, "/integrations/linear/status", nil, expecting: 200)
        let identity = status["identity"] as? [String: Any]
        say("2  Connected Linear as \(identity?["account"] ?? "?") · \(identity?["workspace"] ?? "?")")

        let meeting = try await browser.json(
            .POST, "/api/v1/meetings", ["title": "Weekly product", "time_zone": "Europe/Berlin", "transcript": text], expecting: 201
        )
        guard let id = meeting["id"] as? String, let items = meeting["action_items"] as? [[String: Any]] else {
            throw DemoError("The upload was not answered as promised.")
        }
        say("3  Uploaded \(transcript): \(items.count) action items")

        _ = try await browser.json(.POST, "/api/v1/meetings/\(id)/deliveries", [:], expecting: 202)
        let deliveries = try await delivered(id, browser)
        say("4  Sent them. Issues made in Linear:")
        for item in items {
            let delivery = deliveries.first { $0["item_id"] as? String == item["id"] as? String }
            let due = (item["due_on"] as? String).map { ", due \($0)" } ?? ""
            say("   \(delivery?["message"] ?? "?")  \(item["title"] ?? "?") (\(item["owner"] as? String ?? "no owner")\(due))")
            say("         \(delivery?["url"] ?? "not delivered")")
        }
        guard !items.isEmpty, deliveries.count == items.count else { throw DemoError("Not every item was delivered.") }
    }

    /// Asks until all have arrived, for a minute at the most.
    private func delivered(_ meeting: String, _ browser: DemoBrowser) async throws -> [[String: Any]] {
        for _ in 0..<240 {
            let answer = try await browser.json(.GET, "/api/v1/meetings/\(meeting)/deliveries", nil, expecting: 200)
            let deliveries = answer["deliveries"] as? [[String: Any]] ?? []
            if !deliveries.isEmpty, deliveries.allSatisfy({ $0["state"] as? String == "delivered" }) { return deliveries }
            try await Task.sleep(for: .milliseconds(250))
        }
        throw DemoError("The deliveries did not arrive within a minute.")
    }

    private func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}

struct DemoError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
