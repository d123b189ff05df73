package import Domain
import NIOCore
import NIOPosix
package import NIOSSL

/// Sends letters by SMTP (RFC 5321): by submission with STARTTLS, or with TLS from the start.
package struct Mail: Sendable {
    private let address: SMTPAddress
    private let trust: NIOSSLTrustRoots
    private let time: TimeSource

    /// Seconds for a whole letter, from connecting to the last answer.
    private static let deadline: Double = 30

    /// - Parameter trust: whose certificates are believed.
    package init(_ address: SMTPAddress, trust: NIOSSLTrustRoots = .default, time: TimeSource) {
        self.address = address
        self.trust = trust
        self.time = time
    }

    /// - Throws: `LetterError`.
    package func send(_ letter: Letter) async throws {
        let message = try Message(letter, from: address.sender, at: time.now)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await deliver(message) }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.deadline))
                throw LetterError.later(reason: "the mail server did not answer in time")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func deliver(_ message: Message) async throws {
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(10))
                .connect(host: address.host, port: address.port) { [address, trust] channel in
                    channel.eventLoop.makeCompletedFuture {
                        if address.security == .tls { try channel.pipeline.syncOperations.addHandler(TLS.handler(address.host, trust)) }
                        return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
            try await channel.executeThenClose { inbound, outbound in
                var wire = NetworkWire(
                    channel: channel.channel, inbound: inbound.makeAsyncIterator(), outbound: outbound, host: address.host, trust: trust
                )
                try await SMTPSession(address).deliver(message, over: &wire)
            }
        } catch let error as LetterError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw LetterError.later(reason: "the mail server \(address.host):\(address.port) \(Self.words(for: error))")
        }
    }

    /// What whoever runs the server can tell apart: nobody listens, nobody is trusted, or it stopped half way.
    private static func words(for error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            let found = error.connectionErrors.last.map { "\($0.error)" } ?? (error.dnsAError ?? error.dnsAAAAError).map { "\($0)" }
            return "cannot be reached: \(found ?? "it has no address")"
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: return "shows a certificate that is not accepted: \(error)"
        // After STARTTLS a certificate that is not accepted closes the connection without another word.
        default: return "broke off, over its certificate or by itself: \(type(of: error))"
        }
    }
}
