import Connections
import Domain
import Foundation
import Hummingbird

/// What a request asks of an activity log: which lines, how many, and as what.
struct ActivityRequest: Sendable {
    enum Format: String, Sendable, CaseIterable {
        case json, csv
    }

    let filter: ActivityFilter
    let cursor: ActivityCursor?
    /// `nil` for all there are.
    let limit: Int?
    /// `nil` for a page of JSON; otherwise a file.
    let format: Format?
    /// The parameters of the filter as they were written, for a link that asks for the same.
    let given: [String: String]

    /// Lines on a page that does not say how many.
    static let standardLimit = 100
    static let largestLimit = 1000

    /// Reads `kind`, `provider`, `from`, `until`, `cursor`, `limit` and `format`; each may be missing or empty.
    ///
    /// - Parameter zone: where a day given without a time begins, and the day after one ends.
    /// - Throws: ``WebError/malformed(_:)`` for a value that is none, and for one that is there twice.
    init(_ request: Request, zone: String) throws(WebError) {
        let values = try Self.values(of: request)
        given = values.filter { Self.filterNames.contains($0.key) }
        filter = ActivityFilter(
            kind: try Self.read(values["kind"], "kind", Activity.Kind.init(rawValue:)),
            provider: try Self.read(values["provider"], "provider") { text in
                Connections.providerNames.first { $0.id.rawValue == text }?.id
            },
            from: try Self.read(values["from"], "from") { Self.moment($0, zone: zone, isEnd: false) },
            until: try Self.read(values["until"], "until") { Self.moment($0, zone: zone, isEnd: true) }
        )
        cursor = try Self.read(values["cursor"], "cursor", ActivityCursor.init(text:))
        limit = try Self.read(values["limit"], "limit") { Int($0).flatMap { (1...Self.largestLimit).contains($0) ? $0 : nil } }
        format = try Self.read(values["format"], "format", Format.init(rawValue:))
    }

    private static let filterNames = ["kind", "provider", "from", "until"]

    private static func values(of request: Request) throws(WebError) -> [String: String] {
        let form = try Form(urlEncoded: Array((request.uri.query ?? "").utf8))
        var values: [String: String] = [:]
        for name in filterNames + ["cursor", "limit", "format"] {
            let given = form.all(name)
            guard given.count <= 1 else { throw .malformed("“\(name)” is given more than once.") }
            if let value = given.first, !value.isEmpty { values[name] = value }
        }
        return values
    }

    private static func read<Value>(_ text: String?, _ name: String, _ read: (String) -> Value?) throws(WebError) -> Value? {
        guard let text else { return nil }
        guard let value = read(text) else { throw .malformed("“\(name)” is not readable, or there is no such \(name).") }
        return value
    }

    /// A moment by ISO 8601, or a day: its beginning, or its end where it is the last one wanted.
    private static func moment(_ text: String, zone: String, isEnd: Bool) -> Date? {
        if let day = Day(text) { return midnight(of: day, zone: zone, isEnd: isEnd) }
        return (try? Date.ISO8601FormatStyle().parse(text)) ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
    }

    private static func midnight(of day: Day, zone: String, isEnd: Bool) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let start = calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day))
        return isEnd ? start.flatMap { calendar.date(byAdding: .day, value: 1, to: $0) } : start
    }
}
