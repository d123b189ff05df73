import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A mail server on this machine that says what mail servers say.
final class MailServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let heard: Heard

    /// What clients said, each line marked by whether it came under TLS.
    var lines: [String] { heard.lines.withLock(\.self) }

    /// - Parameter mischief: says something in the clear behind the answer to STARTTLS, as somebody in between might.
    init(_ certificate: Certificate, mischief: Bool = false) async throws {
        let heard = Heard()
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.path).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.keyPath, format: .pem))))
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Conversation(heard: heard, context: context, mischief: mischief))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.heard = heard
    }

    func close() async throws {
        try await channel.close()
    }

    final class Heard: Sendable {
        let lines = Mutex<[String]>([])
    }

    private final class Conversation: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let heard: Heard
        private let context: NIOSSLContext
        private let mischief: Bool
        private var received = ""
        private var isSecure = false
        private var isLetter = false

        init(heard: Heard, context: NIOSSLContext, mischief: Bool) {
            self.heard = heard
            self.context = context
            self.mischief = mischief
        }

        func channelActive(context: ChannelHandlerContext) { say("220 mail.example\r\n", context) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: unwrapInboundIn(data))
            while let end = received.range(of: "\r\n") {
                let line = String(received[..<end.lowerBound])
                received.removeSubrange(..<end.upperBound)
                heard.lines.withLock { $0.append((isSecure ? "TLS " : "") + line) }
                answer(line, context)
            }
        }

        private func answer(_ line: String, _ context: ChannelHandlerContext) {
            if isLetter {
                guard line == "." else { return }
                isLetter = false
                return say("250 taken\r\n", context)
            }
            switch line.prefix(4) {
            case "EHLO": say("250-mail.example\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n", context)
            case "STAR":
                say("220 go\r\n" + (mischief ? "250 AUTH PLAIN\r\n" : ""), context)
                isSecure = true
                try? context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: self.context), position: .first)
            case "AUTH": say("235 ok\r\n", context)
            case "DATA":
                isLetter = true
                say("354 go on\r\n", context)
            case "QUIT": say("221 bye\r\n", context)
            default: say("250 ok\r\n", context)
            }
        }

        private func say(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }
}

/// A certificate for `localhost`, made for one test.
struct Certificate {
    let path: String
    let keyPath: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "certificate-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/certificate.pem"
        keyPath = folder + "/key.pem"
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-new", "-x509", "-days", "2", "-nodes", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost", "-keyout", keyPath, "-out", path,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
    }
}
