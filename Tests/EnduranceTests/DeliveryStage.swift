import Foundation
import LiveSupport
import Storage
import StorageSQLite
import Support
import Synchronization

/// A server on SQLite, the sandbox, a tap between them, and people who never stop sending meetings.
final class DeliveryStage: Sendable {
    private let world: LiveWorld
    private let tap: Tap
    private let people: [Wire]
    private let random: SeededRandom
    private let accepted = Mutex<[(workload: Workload, meeting: String)]>([])
    private let isFed = Switch()

    init(seed: UInt64) async throws {
        let tap = try await Tap()
        var settings = ["PROVIDER_GATEWAY_URL": tap.address]
        for provider in Workload.providers.map({ $0.uppercased() }) {
            settings["\(provider)_OAUTH_CLIENT_ID"] = "meeting-intelligence"
            settings["\(provider)_OAUTH_CLIENT_SECRET"] = "sandbox-secret-of-no-value"
        }
        let world = try await LiveWorld(settings: settings)
        tap.lead(to: world.sandboxURL)
        people = try await forEach(0..<12, atOnce: 4) { number in
            var accounts = Dictionary(uniqueKeysWithValues: Workload.providers.map { ($0, "ada@acme.example") })
            // GitHub takes 5,000 calls an hour of an account.
            accounts["github"] = ["ada", "ben", "clara", "dan"][number % 4] + "@acme.example"
            let person = try await world.member("Person\(number)", connected: accounts)
            for (destination, search) in Workload.places {
                let found = try await person.call("GET", "/api/v1/destinations/\(destination)/choices?search=\(search)").list("choices")
                guard let place = found.first?["id"] as? String,
                    try await person.call("PUT", "/api/v1/destinations/\(destination)", ["choice": place]).status == 200
                else { throw LiveError("There is no place at \(destination).") }
            }
            return person
        }
        (self.tap, self.world, random) = (tap, world, SeededRandom(seed))
        world.killServer()
    }

    /// Uploads and sends, whether the server lives or not, and keeps some work in the outbox. What was not acknowledged is asked again.
    func feed(atLeast deliveries: Int) async throws {
        var number = 0
        while !isFed.isOn || number * Workload.deliveriesPerMeeting < deliveries {
            try Task.checkCancellation()
            guard let backlog = await backlog() else { continue }
            guard backlog < 80 || isFed.isOn else {
                try await Task.sleep(for: .milliseconds(20))
                continue
            }
            let (workload, person) = (Workload(number: number), people[number % people.count])
            var meeting: String?
            while meeting == nil {
                try Task.checkCancellation()
                meeting = await Self.send(workload, by: person)
            }
            accepted.withLock { $0.append((workload, meeting ?? "")) }
            number += 1
        }
    }

    func stopFeeding() { isFed.isOn = true }

    private static func send(_ workload: Workload, by person: Wire) async -> String? {
        guard let upload = try? await person.call("POST", "/api/v1/meetings", workload.upload), upload.status < 300,
            let id = upload.json["id"] as? String,
            let sent = try? await person.call("POST", "/api/v1/meetings/\(id)/deliveries", Workload.decision), sent.status == 202
        else {
            try? await Task.sleep(for: .milliseconds(10))
            return nil
        }
        return id
    }

    /// What the server has still to do, by its own count; `nil` while there is no server.
    private func backlog() async -> Int? {
        guard let reply = try? await world.visitor().send("GET", "/metrics", seconds: 5), reply.status == 200 else {
            try? await Task.sleep(for: .milliseconds(10))
            return nil
        }
        return ["queued", "retrying", "in_flight"].reduce(0) { sum, state in
            let line = reply.text.split(separator: "\n").first { $0.hasPrefix("meeting_intelligence_deliveries{state=\"\(state)\"}") }
            return sum + (line?.split(separator: " ").last.flatMap { Int($0) } ?? 0)
        }
    }

    func start() async throws { try await world.restartServer() }

    /// Starts the server, which dies as one of its threads enters its n-th `fdatasync`.
    ///
    /// - Returns: whether it did.
    func die(atSync number: Int) async throws -> Bool {
        let watcher = [
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e",
            "inject=fdatasync:signal=KILL:when=\(number)",
        ]
        return try await world.startServer(dyingUnder: watcher, within: 300)
    }

    /// Kills the running server at one of the next exchanges with a provider, before, within or after it, and starts another.
    func dieByChance() async throws {
        let dice = random.bytes(3)
        let countdown = Countdown(Int(dice[0] % 10))
        let checkpoint = Checkpoint()
        let place: Tap.Point = dice[1].isMultiple(of: 2) ? .asked : .answered
        tap.watch { found, _ in
            if found == place, countdown.tick() { try await checkpoint.pass() }
        }
        _ = try await world.eventually("a provider is called", seconds: 60) { checkpoint.arrivals > 0 ? true : nil }
        if dice[2] >= 64 {
            // The exchange goes on, and death comes a moment later.
            checkpoint.open()
            try await Task.sleep(for: .milliseconds(Int(dice[2]) % 32))
        }
        world.killServer()
        checkpoint.sendAway()
        tap.watch(nil)
        try await world.restartServer()
    }

    /// Lets the hours pass at once that whatever was hit over and over waits for its next try, and the ten minutes for which a page at Notion
    /// is looked for, because the search there lags behind.
    private func letTimePass() async throws {
        await world.stopServer()
        let due: SQL = "update deliveries set due_at = 1000, not_before = null where state = 'retrying'"
        let aged: SQL = """
            update deliveries set first_attempt_at = first_attempt_at - 660000
            where destination = 'notion.page' and first_attempt_at is not null and state in ('retrying', 'in_flight')
            """
        do {
            let database = try SQLiteDatabase(path: world.folder + "/data/meeting-intelligence.sqlite")
            try await database.transaction(as: .worker) { session in
                _ = try session.run(due)
                _ = try session.run(aged)
            }
        }
        try await world.restartServer()
    }

    /// Lets the server end its work, and compares.
    func verdict() async throws -> Verdict {
        try await letTimePass()
        _ = try await world.eventually("nothing is left to do", seconds: 900) { await backlog() == 0 ? true : nil }
        let accepted = accepted.withLock(\.self)
        var states: [Int: [(destination: String, state: String)]] = [:]
        for (workload, meeting) in accepted {
            let person = people[workload.number % people.count]
            let found = try await person.call("GET", "/api/v1/meetings/\(meeting)/deliveries").list("deliveries")
            states[workload.number] = found.map { ($0["destination"] as? String ?? "", $0["state"] as? String ?? "") }
        }
        var reports: [String: [String: Any]] = [:]
        for provider in Workload.providers { reports[provider] = try await world.sandbox.call("GET", "/sandbox/\(provider)/state").json }
        return Verdict(accepted.map(\.workload), states: states, reports: reports)
    }
}

/// Says when its turn has come, once.
private final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) {
        left = Mutex(count)
    }

    func tick() -> Bool {
        left.withLock { left in
            left -= 1
            return left == -1
        }
    }
}
