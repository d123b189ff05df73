import Foundation
import LiveSupport
import Testing

/// The table of Documentation/Reliability.md: every row is a trial, run one after the other because each takes the whole machine.
///
/// `bin/test` runs them at ``Scale/bounded``, `bin/torture` at ``Scale/full``, where each adds its line to the file `TORTURE_REPORT`.
@Suite("What the table of reliability promises is so", .serialized) enum Endurance {
    static let scale = Scale.chosen
    static let hasPostgres = ProcessInfo.processInfo.environment["TEST_POSTGRES"] != nil
    static let hasTracer = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")

    /// Runs a trial, writes its line down, and fails the test unless every figure is as demanded.
    static func measure(_ row: Row, _ trial: () async throws -> [Figure]) async {
        let start = ContinuousClock.now
        var line = Line(row: row)
        do {
            let figures = try await trial()
            line.demanded = figures.map(\.demand).joined(separator: ", ")
            line.measured = figures.map(\.finding).joined(separator: ", ")
            line.isGood = !figures.isEmpty && figures.allSatisfy(\.isGood)
        } catch {
            line.measured = "ended by: \(error)"
        }
        line.seconds = Int((ContinuousClock.now - start) / .seconds(1))
        line.write()
        #expect(line.isGood, "\(row.what): demanded \(line.demanded); measured \(line.measured)")
    }
}
