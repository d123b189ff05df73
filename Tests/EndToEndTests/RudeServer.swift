import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A provider on this machine that answers each request as it is told to, whether that is HTTP or not.
final class RudeServer: Sendable {
    enum Manner: Sendable {
        case silent
        /// These bytes; the connection stays open.
        case says(String)
        /// These bytes, and then it closes the connection.
        case saysAndLeaves(String)
        /// The head of an answer, and a byte of its body every twenty milliseconds without end.
        case dribbles
        /// An answer whose body has so many bytes, announced or in chunks.
        case floods(Int, isAnnounced: Bool)
    }

    let port: Int
    private let channel: any Channel
    private let heard: Heard

    init(_ manner: Manner) async throws {
        let heard = Heard()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Conversation(manner: manner, heard: heard))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.heard = heard
    }

    /// What was asked, head and body.
    var requests: [String] { heard.requests.withLock(\.self) }

    func close() async throws { try await channel.close() }

    private final class Heard: Sendable {
        let requests = Mutex<[String]>([])
    }

    private final class Conversation: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let manner: Manner
        private let heard: Heard
        private var received = ""

        init(manner: Manner, heard: Heard) {
            self.manner = manner
            self.heard = heard
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: unwrapInboundIn(data))
            guard let head = received.range(of: "\r\n\r\n") else { return }
            let length = received.firstMatch(of: #/(?i)content-length: (\d+)/#).flatMap { Int($0.1) } ?? 0
            guard received[head.upperBound...].utf8.count >= length else { return }
            let request = received
            heard.requests.withLock { $0.append(request) }
            received = ""
            answer(context)
        }

        private func answer(_ context: ChannelHandlerContext) {
            switch manner {
            case .silent: return
            case .says(let text): say(text, context)
            case .saysAndLeaves(let text):
                say(text, context)
                context.close(promise: nil)
            case .dribbles:
                say("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", context)
                let channel = context.channel
                context.eventLoop.scheduleRepeatedTask(initialDelay: .milliseconds(20), delay: .milliseconds(20)) { task in
                    guard channel.isActive else { return task.cancel() }
                    channel.writeAndFlush(ByteBuffer(string: " "), promise: nil)
                }
            case .floods(let count, let isAnnounced):
                let framing = isAnnounced ? "Content-Length: \(count)" : "Transfer-Encoding: chunked"
                say("HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n", context)
                let body = String(repeating: "x", count: count)
                say(isAnnounced ? body : "\(String(count, radix: 16))\r\n\(body)\r\n0\r\n\r\n", context)
            }
        }

        private func say(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }

        /// The client has left, which is what some of these are about.
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
