import Foundation

/// One number of a row: what it has to be, and what it was.
struct Figure: Sendable {
    let name: String
    let measured: Int
    private let demanded: ClosedRange<Int>

    /// So many, no more and no fewer.
    static func exactly(_ count: Int, _ name: String, _ measured: Int) -> Figure {
        Figure(name: name, measured: measured, demanded: count...count)
    }

    static func none(_ name: String, _ measured: Int) -> Figure { exactly(0, name, measured) }

    static func atLeast(_ count: Int, _ name: String, _ measured: Int) -> Figure {
        Figure(name: name, measured: measured, demanded: count...Int.max)
    }

    static func atMost(_ count: Int, _ name: String, _ measured: Int) -> Figure {
        Figure(name: name, measured: measured, demanded: 0...count)
    }

    /// A number that is told and not judged.
    static func told(_ name: String, _ measured: Int) -> Figure { atLeast(0, name, measured) }

    /// The same of something else.
    func named(_ name: String) -> Figure { Figure(name: name, measured: measured, demanded: demanded) }

    /// Both together, demanded of the sum what is demanded of each.
    func added(to other: Figure) -> Figure {
        Figure(name: name, measured: measured + other.measured, demanded: demanded)
    }

    var isGood: Bool { demanded.contains(measured) }
    var finding: String { "\(Self.text(measured)) \(name)" }

    var demand: String {
        switch (demanded.lowerBound, demanded.upperBound) {
        case (0, Int.max): "\(name) told"
        case (let low, Int.max): "at least \(Self.text(low)) \(name)"
        case (let low, let high) where low == high: "\(Self.text(low)) \(name)"
        case (_, let high): "at most \(Self.text(high)) \(name)"
        }
    }

    private static func text(_ number: Int) -> String { number.formatted(.number.locale(Locale(identifier: "en_US"))) }
}
