import Foundation

/// How much of a trial is run.
enum Scale: Sendable {
    /// Seconds, for every build.
    case bounded
    /// The figures that are promised.
    case full

    /// `TORTURE=full`, or bounded.
    static let chosen: Scale = ProcessInfo.processInfo.environment["TORTURE"] == "full" ? .full : .bounded

    func callAsFunction(_ bounded: Int, full: Int) -> Int {
        switch self {
        case .bounded: bounded
        case .full: full
        }
    }
}
