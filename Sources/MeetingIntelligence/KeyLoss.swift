import ArgumentParser
import Connections
import Domain
import Foundation
import Storage
import Vault

/// `keys lost`: the deliberate way on when keys are gone.
struct KeyLoss: Sendable {
    let isMeant: Bool

    func run() async throws {
        try await KeyDesk.working(missing: isMeant ? .replace : .refuse) { desk in
            let report = try await desk.care.verify()
            guard !report.isWhole else {
                Console.say("Nothing is lost: everything can be opened with the keys that are here.")
                return
            }
            Console.say(KeyWords.report(report))
            guard isMeant else {
                Console.say("Nothing was changed. To go on without what cannot be opened: meeting-intelligence keys lost --yes")
                throw ExitCode(1)
            }
            try await giveUp(desk)
        }
    }

    private func giveUp(_ desk: KeyDesk) async throws {
        let meter = ProgressMeter("people examined")
        let given = try await desk.care.giveUpLost(progress: meter.show)
        Console.say(
            """
            People concerned: \(given.people). Connections to be made again: \(given.connections). Given up: \
            \(KeyWords.count(given.dataKeys, "data key")) and \(KeyWords.count(given.fields, "field")).
            Start the server, and tell people to open their integrations page: it shows what to reconnect.
            """
        )
    }
}
