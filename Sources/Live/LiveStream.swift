package import Domain
import ServiceLifecycle

/// What has happened, each time something has: the hints since the time before, none at a mere sign of life. The first comes at once.
///
/// Ends with its task, or with the server.
package struct LiveStream: AsyncSequence, AsyncIteratorProtocol, Sendable {
    private let mailbox: Mailbox
    private let forget: @Sendable () -> Void

    init(_ mailbox: Mailbox, forget: @escaping @Sendable () -> Void) {
        self.mailbox = mailbox
        self.forget = forget
    }

    package func makeAsyncIterator() -> LiveStream { self }

    package func next() async -> Set<Hint>? {
        await withGracefulShutdownHandler {
            await mailbox.next()
        } onGracefulShutdown: {
            mailbox.close()
        }
    }

    package func close() {
        mailbox.close()
        forget()
    }
}
