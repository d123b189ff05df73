import Foundation
import LiveSupport

/// A server on PostgreSQL, the sandbox, and a tap between them, with people whose tokens have expired.
final class CrashStage: Sendable {
    typealias Point = Endurance.RefreshCrash.Point

    enum Fate: Sendable { case alive, needsReconnect, stuck }

    private let world: LiveWorld
    private let tap: Tap
    private let database: LiveDatabase
    private let people: [Wire]
    private let atOnce: Int
    private let perPoint: Int

    /// - Parameters:
    ///   - perPoint: how many connections are at a point when the server dies, over all deaths.
    ///   - atOnce: how many of them die in one death.
    init(perPoint: Int, atOnce: Int) async throws {
        guard let database = try LiveDatabase() else { throw LiveError("There is no PostgreSQL.") }
        self.database = database
        self.perPoint = perPoint
        self.atOnce = atOnce
        let tap = try await Tap()
        let world = try await LiveWorld(database: database, settings: ["PROVIDER_GATEWAY_URL": tap.address])
        tap.lead(to: world.sandboxURL)
        // One more for each death after the commit: whose commit is held so that the journal stays.
        let deaths = (perPoint + atOnce - 1) / atOnce
        let count = perPoint * Point.allCases.count + deaths
        people = try await forEach(0..<count, atOnce: 8) { try await world.member("Person\($0)", linear: "ada@acme.example") }
        (self.tap, self.world) = (tap, world)
    }

    /// How many connections take part.
    var count: Int { people.count }

    /// Every point, with all its connections.
    ///
    /// - Parameter grace: seconds in which the provider takes a used refresh token once more.
    func play(grace: Int) async throws -> [Point: [Fate]] {
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["rotation_grace": grace])
        var rest = people[...]
        var groups: [Point: [Wire]] = [:]
        for point in Point.allCases {
            for start in stride(from: 0, to: perPoint, by: atOnce) {
                let size = min(atOnce, perPoint - start) + (point == .committed ? 1 : 0)
                let group = Array(rest.prefix(size))
                rest = rest.dropFirst(size)
                try await die(at: point, with: group)
                groups[point, default: []] += group
            }
        }
        var fates: [Point: [Fate]] = [:]
        for (point, group) in groups {
            fates[point] = try await forEach(group, atOnce: 16) { [world] in try await Self.fate(of: $0, in: world) }
        }
        return fates
    }

    /// The server dies when all of them are at that point, and starts again.
    private func die(at point: Point, with group: [Wire]) async throws {
        let ids = try await forEach(group, atOnce: 8) { try await $0.call("GET", "/api/v1/person").json["id"] as? String ?? "" }
        let rows = ids.map { "'\($0)'" }.joined(separator: ",")
        try database.run("update user_integrations set token_expires_at = 1000, token_issued_at = 0 where user_id in (\(rows))")
        let checkpoint = Checkpoint()
        tap.watch { place, path in
            guard path.hasSuffix("/oauth/token"), place == (point == .leased ? .asked : .answered) else { return }
            try await checkpoint.pass()
        }
        let sent = tap.answersSent
        let callers = group.map { person in
            Task { try? await person.call("GET", "/api/v1/destinations/linear.issue/choices", seconds: 60) }
        }
        _ = try await world.eventually("all are at the point") { checkpoint.arrivals == group.count ? true : nil }
        switch point {
        case .leased, .asked: break
        case .answered:
            world.haltServer()
            checkpoint.open()
            _ = try await world.eventually("the answers are sent") { tap.answersSent >= sent + group.count ? true : nil }
        case .journalled:
            let hold = try Hold("lock table user_integrations in exclusive mode", at: database.ownerURL)
            defer { hold.release() }
            checkpoint.open()
            _ = try await world.eventually("all are in the journal") { try records == group.count ? true : nil }
            world.killServer()
        case .committed:
            let hold = try Hold("select id from user_integrations where user_id = '\(ids[0])' for update", at: database.ownerURL)
            defer { hold.release() }
            checkpoint.open()
            _ = try await world.eventually("all but one are committed, and all in the journal") {
                try records == group.count && database.number(Self.committed(rows)) == group.count - 1 ? true : nil
            }
            world.killServer()
        }
        world.killServer()
        checkpoint.sendAway()
        tap.watch(nil)
        for caller in callers { _ = await caller.value }
        try await world.restartServer()
    }

    private static func committed(_ rows: String) -> String {
        "select count(*) from user_integrations where token_expires_at > 1000 and user_id in (\(rows))"
    }

    /// What the journal holds (a length of four bytes, eight of a digest, and so many more).
    private var records: Int {
        get throws {
            let folder = world.folder + "/data/refresh-journal"
            return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { total, name in
                var rest = try Data(contentsOf: URL(filePath: folder + "/" + name))[...]
                var count = 0
                while rest.count > 12 {
                    rest = rest.dropFirst(12 + rest.prefix(4).reduce(0) { $0 << 8 | Int($1) })
                    count += 1
                }
                return total + count
            }
        }
    }

    /// What the person finds when they come back: the lease of the dead server may have to end first.
    private static func fate(of person: Wire, in world: LiveWorld) async throws -> Fate {
        let deadline = ContinuousClock.now + .seconds(90)
        while ContinuousClock.now < deadline {
            let reply = try? await person.call("GET", "/api/v1/destinations/linear.issue/choices", seconds: 60)
            if reply?.status == 200 { return .alive }
            let state = try await person.call("GET", "/integrations/linear/status").json["state"] as? String
            if state == "needs_reconnect" { return .needsReconnect }
            try await Task.sleep(for: .milliseconds(200))
        }
        return .stuck
    }
}
