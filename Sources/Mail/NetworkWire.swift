import Domain
import NIOCore
import NIOSSL

/// A wire over a socket.
struct NetworkWire: Wire {
    let channel: any Channel
    var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    let host: String
    let trust: NIOSSLTrustRoots
    private var received = ByteBuffer()

    /// More than any reply has (RFC 5321, section 4.5.3.1.5: 512 bytes a line).
    private static let limit = 16 << 10

    init(
        channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, host: String, trust: NIOSSLTrustRoots
    ) {
        self.channel = channel
        self.inbound = inbound
        self.outbound = outbound
        self.host = host
        self.trust = trust
    }

    mutating func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    mutating func line() async throws -> String? {
        while true {
            if let end = received.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                let length = end - received.readerIndex
                let line = received.readString(length: length) ?? ""
                received.moveReaderIndex(forwardBy: 1)
                return line.hasSuffix("\r") ? String(line.dropLast()) : line
            }
            guard received.readableBytes <= Self.limit else { throw LetterError.later(reason: "the mail server does not come to an end") }
            guard var next = try await inbound.next(isolation: #isolation) else { return nil }
            received.writeBuffer(&next)
        }
    }

    mutating func startTLS() async throws {
        guard received.readableBytes == 0 else { throw LetterError.later(reason: "the mail server spoke before TLS began") }
        try await channel.eventLoop.submit { [channel, host, trust] in
            try channel.pipeline.syncOperations.addHandler(TLS.handler(host, trust), position: .first)
        }.get()
    }
}
