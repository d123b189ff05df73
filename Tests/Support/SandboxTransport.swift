import Domain
import Foundation
package import HTTPTypes
package import Providers
import Synchronization

/// The product's way to the sandbox, in process, with the faults of a network on demand.
package final class SandboxTransport: Transport {
    package enum Fault: Sendable {
        /// None: the next fault meets the next request.
        case passes
        /// Nothing is sent.
        case unreachable
        /// It is sent and acted upon, and the answer is lost.
        case answerLost
        /// It is sent and acted upon, and the answer waits for the gate to open.
        case held(Gate)
        /// Another answer comes instead, when the gate opens.
        case heldThen(Gate, status: Int, body: String)
        /// It is sent and acted upon, and its answer arrives changed.
        case changed(@Sendable ([UInt8]) -> [UInt8])
        /// Another answer comes instead.
        case answers(status: Int, body: String, headers: [String: String])
    }

    private let sandbox: InProcess
    private let clock: TestClock
    private let gateway: Gateway
    private let faults = Mutex<[(matches: @Sendable (HTTPRequest) -> Bool, fault: Fault)]>([])
    private let sent = Mutex<[(request: HTTPRequest, body: [UInt8])]>([])
    /// Makes every token ten times as long as they usually are, in both directions.
    package let stretchesTokens = Switch()

    package init(_ sandbox: InProcess, clock: TestClock, gateway: Gateway) {
        self.sandbox = sandbox
        self.clock = clock
        self.gateway = gateway
    }

    /// Applies once, to the first request whose path ends so.
    package func next(_ pathSuffix: String, _ fault: Fault) {
        faults.withLock { $0.append(({ ($0.path ?? "").hasSuffix(pathSuffix) }, fault)) }
    }

    /// Every request that was made, the ones that met a fault included.
    package var requests: [HTTPRequest] { sent.withLock { $0.map(\.request) } }

    /// What they carried, in the same order.
    package var bodies: [[UInt8]] { sent.withLock { $0.map(\.body) } }

    package func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        sent.withLock { $0.append((request, body)) }
        let fault = faults.withLock { faults -> Fault? in
            guard let index = faults.firstIndex(where: { $0.matches(request) }) else { return nil }
            return faults.remove(at: index).fault
        }
        if case .unreachable = fault { throw .unreachable }
        if case .answers(let status, let body, let headers) = fault {
            var head = HTTPResponse(status: .init(code: status))
            for (name, value) in headers { head.headerFields[HTTPField.Name(name) ?? .server] = value }
            return Answer(head: head, body: Array(body.utf8), receivedAt: clock.now)
        }
        if case .heldThen(let gate, let status, let body) = fault {
            await gate.pass()
            return Answer(head: HTTPResponse(status: .init(code: status)), body: Array(body.utf8), receivedAt: clock.now)
        }
        guard let (head, bytes) = try? await pass(request, body) else { throw .noAnswer }
        if case .answerLost = fault { throw .noAnswer }
        if case .changed(let change) = fault { return Answer(head: head, body: change(bytes), receivedAt: clock.now) }
        if case .held(let gate) = fault { await gate.pass() }
        return Answer(head: head, body: bytes, receivedAt: clock.now)
    }

    private func pass(_ request: HTTPRequest, _ body: [UInt8]) async throws -> (HTTPResponse, [UInt8]) {
        guard stretchesTokens.isOn else { return try await sandbox.exchange(gateway.route(request), body: body) }
        var request = request
        request.path = request.path.map(Stretch.undo)
        if let bearer = request.headerFields[.authorization] { request.headerFields[.authorization] = Stretch.undo(bearer) }
        let text = String(validating: body, as: UTF8.self)
        let (head, bytes) = try await sandbox.exchange(gateway.route(request), body: text.map { Array(Stretch.undo($0).utf8) } ?? body)
        return (head, String(validating: bytes, as: UTF8.self).map { Array(Stretch.apply($0).utf8) } ?? bytes)
    }

    private enum Stretch {
        static let padding = String(repeating: "0123456789", count: 200)

        static func undo(_ text: String) -> String { text.replacing(padding, with: "") }

        static func apply(_ text: String) -> String {
            text.replacing(/"((?:access|refresh)_token)" ?: ?"([^"]+)"/) { match in #""\#(match.1)":"\#(match.2)\#(padding)""# }
        }
    }
}
