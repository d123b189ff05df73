import Foundation
import Hummingbird
import Synchronization

/// As much of HashiCorp Vault's Transit engine as is asked of it, over a real socket: versions of one key `transit/mi` and associated data,
/// held in memory.
final class TransitDouble: Sendable {
    let token = "hvs.test-token"
    private let state = Mutex(State())
    private let port = Mutex<Int?>(nil)
    private let task = Mutex<Task<Void, any Error>?>(nil)

    struct State {
        var version = 1
        var oldestAllowed = 1
        var isSealed = false
        /// Seconds before it answers.
        var delay: Double = 0
        /// Another answer in the place of its own.
        var answer: (status: Int, body: String)?
        fileprivate var values: [String: (plaintext: String, associated: String)] = [:]
        var requests = 0
    }

    private struct Body: Decodable {
        var plaintext: String?
        var ciphertext: String?
        var associatedData: String?

        private enum CodingKeys: String, CodingKey {
            case plaintext, ciphertext
            case associatedData = "associated_data"
        }
    }

    init() async throws {
        let router = Router()
        router.post("/v1/transit/:action/mi") { [self] request, context in
            try await answer(request, try context.parameters.require("action"))
        }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) }
        )
        task.withLock { $0 = Task { try await application.run() } }
        for await found in ports {
            port.withLock { $0 = found }
            break
        }
    }

    deinit {
        task.withLock { $0?.cancel() }
    }

    var address: URL { URL(string: "http://127.0.0.1:\(port.withLock { $0 ?? 0 })")! }

    func change(_ change: (inout State) -> Void) {
        state.withLock { change(&$0) }
    }

    var requests: Int { state.withLock(\.requests) }

    private func answer(_ request: Request, _ action: String) async throws -> Response {
        let buffer = try await request.body.collect(upTo: 64 << 10)
        let (delay, other) = state.withLock { ($0.delay, $0.answer) }
        if delay > 0 { try await Task.sleep(for: .seconds(delay)) }
        if let other { return Self.response(other.status, other.body) }
        let body = try JSONDecoder().decode(Body.self, from: Data(buffer.readableBytesView))
        guard request.headers[.init("X-Vault-Token")!] == token else { return Self.response(403, #"{"errors":["permission denied"]}"#) }
        return state.withLock { state in
            state.requests += 1
            if state.isSealed { return Self.response(503, #"{"errors":["Vault is sealed"]}"#) }
            return action == "encrypt" ? Self.encrypt(body, &state) : Self.decrypt(body, state)
        }
    }

    private static func encrypt(_ body: Body, _ state: inout State) -> Response {
        guard let plaintext = body.plaintext, Data(base64Encoded: plaintext) != nil else {
            return response(400, #"{"errors":["failed to base64-decode plaintext"]}"#)
        }
        let ciphertext = "vault:v\(state.version):" + Data(UUID().uuidString.utf8).base64EncodedString()
        state.values[ciphertext] = (plaintext, body.associatedData ?? "")
        return response(200, #"{"data":{"ciphertext":"\#(ciphertext)","key_version":\#(state.version)}}"#)
    }

    private static func decrypt(_ body: Body, _ state: State) -> Response {
        guard let ciphertext = body.ciphertext, let value = state.values[ciphertext] else {
            return response(400, #"{"errors":["invalid ciphertext: no prefix"]}"#)
        }
        let version = Int(ciphertext.split(separator: ":")[1].dropFirst()) ?? 0
        guard version >= state.oldestAllowed else {
            return response(400, #"{"errors":["ciphertext or signature version is disallowed by policy (too old)"]}"#)
        }
        guard value.associated == body.associatedData ?? "" else {
            return response(400, #"{"errors":["cipher: message authentication failed"]}"#)
        }
        return response(200, #"{"data":{"plaintext":"\#(value.plaintext)"}}"#)
    }

    private static func response(_ status: Int, _ body: String) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
