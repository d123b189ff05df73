import Foundation

/// A moment to the millisecond.
struct SimulationMoment: Codable, Sendable, Comparable {
    /// Since 1970.
    let milliseconds: Int

    init(_ date: Date) {
        milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
    }

    init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    func adding(seconds: Int) -> SimulationMoment {
        SimulationMoment(milliseconds: milliseconds + seconds * 1000)
    }

    var seconds: Int { milliseconds / 1000 }

    /// ISO 8601 with milliseconds: `2026-11-22T23:15:04.120Z`.
    var text: String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// ISO 8601 to the second: `2026-11-22T23:15:04Z`.
    var textToTheSecond: String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(Date.ISO8601FormatStyle())
    }

    static func < (left: SimulationMoment, right: SimulationMoment) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
