import Domain
import Foundation
package import HTTPTypes
package import Providers
import Synchronization

/// The product's way to the sandbox, in process, with the faults of a network on demand.
package final class SandboxTransport: Transport {
    package enum Fault: Sendable {
        /// Nothing is sent.
        case unreachable
        /// It is sent and acted upon, and the answer is lost.
        case answerLost
        /// It is sent and acted upon, and the answer waits for the gate to open.
        case held(Gate)
        /// Another answer comes instead, when the gate opens.
        case heldThen(Gate, status: Int, body: String)
        /// Another answer comes instead.
        case answers(status: Int, body: String, headers: [String: String])
    }

    private let sandbox: InProcess
    private let clock: TestClock
    private let gateway: Gateway
    private let faults = Mutex<[(matches: @Sendable (HTTPRequest) -> Bool, fault: Fault)]>([])
    private let sent = Mutex<[HTTPRequest]>([])

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
    package var requests: [HTTPRequest] { sent.withLock(\.self) }

    package func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        sent.withLock { $0.append(request) }
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
        guard let (head, bytes) = try? await sandbox.exchange(gateway.route(request), body: body) else { throw .noAnswer }
        if case .answerLost = fault { throw .noAnswer }
        if case .held(let gate) = fault { await gate.pass() }
        return Answer(head: head, body: bytes, receivedAt: clock.now)
    }
}
