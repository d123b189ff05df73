import Domain
import Foundation
import HTTPTypes
import Providers
import Synchronization

/// Gives prepared answers in order and keeps what was asked.
final class Script: Transport {
    /// Friday, 20 November 2026, 10:00 UTC.
    static let now = Date(timeIntervalSince1970: 1_795_168_800)

    struct Asked: Sendable {
        let request: HTTPRequest
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var path: String { String((request.path ?? "").prefix { $0 != "?" }) }
        var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) ?? [:] }

        var query: [String: String] {
            let items = URLComponents(string: "https://host" + (request.path ?? ""))?.queryItems ?? []
            return Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
        }

        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headerFields[$0] } }
    }

    private let answers: Mutex<[Answer]>
    private let kept = Mutex<[Asked]>([])

    init(_ answers: [Answer]) {
        self.answers = Mutex(answers)
    }

    convenience init(_ answers: [(Int, String)]) {
        self.init(answers.map { Self.answer($0, $1) })
    }

    var asked: [Asked] { kept.withLock(\.self) }
    var bodies: [[String: Any]] { asked.map(\.json) }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        kept.withLock { $0.append(Asked(request: request, bytes: body)) }
        let next = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let next else { throw .noAnswer }
        return next
    }

    static func answer(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> Answer {
        var head = HTTPResponse(status: .init(code: status))
        for (name, value) in headers { head.headerFields[HTTPField.Name(name) ?? .server] = value }
        return Answer(head: head, body: Array(body.utf8), receivedAt: now)
    }
}

extension Order {
    /// Monday's task in Friday's meeting.
    static func sample(
        _ item: ActionItem? = nil, meeting: MeetingDigest = .sample, choice: Choice? = nil, recipients: [String] = [],
        isReconciliation: Bool = false, firstAttemptAt: Date? = nil, progress: String? = nil
    ) -> Order {
        Order(
            objectID: "0f0e0d0c-0b0a-4908-8706-050403020100", subject: item.map { .item($0) } ?? .meeting, meeting: meeting, choice: choice,
            recipients: recipients, isReconciliation: isReconciliation, firstAttemptAt: firstAttemptAt, attemptAt: Script.now,
            progress: progress
        )
    }
}

extension ActionItem {
    static let sample = ActionItem(
        title: "Write the report", owner: "Ben", dueOn: Day("2026-11-30"), quote: "I'll write the <b>report</b> by Monday, @ada.", at: 62)
}

extension MeetingDigest {
    static let sample = MeetingDigest(
        title: "Weekly & more", heldAt: Script.now, timeZone: "Europe/Berlin", duration: 2520, speakers: ["Ada", "Ben"],
        summary: "We spoke of <!channel> and #1.", decisions: ["We ship on Friday."], items: [.sample]
    )
}

extension Provider {
    /// Carries an order through one of this provider's operations.
    func deliver(_ order: Order, to destination: Destination, _ script: Script, access: Access = .sample) async throws -> Receipt {
        guard let deliver = operation(for: destination, choice: order.choice)?.deliver else { throw ProviderError.uncertain }
        return try await script.hold(deliver(order, access))
    }
}

extension Access {
    static let sample = Access(token: Secret("the token"), identity: Identity(accountID: "U1", account: "ada@acme.example"))
}
