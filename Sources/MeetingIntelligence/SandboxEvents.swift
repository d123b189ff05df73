import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Sandbox

/// Sends what the simulated providers tell the server beside them.
enum SandboxEvents {
    /// The status that came back within three seconds, which is as long as Slack waits; nothing when none did.
    static let send: @Sendable (SandboxEvent) async -> Int? = { event in
        var request = HTTPClientRequest(url: event.url)
        request.method = .POST
        for (name, value) in event.headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(string: event.body))
        return try? await Int(HTTPClient.shared.execute(request, deadline: .now() + .seconds(3)).status.code)
    }
}
