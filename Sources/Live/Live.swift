package import Domain
package import Storage
import Synchronization

/// Tells the pages a person has open, on whichever server, that there is something to look at again.
///
/// Hears what the database announces and passes on what concerns the person, and nothing else. A hint may be lost: pages also look by
/// themselves while they wait for something.
package final class Live: Sendable {
    /// Streams of one person at one server; whoever asks for another looks by themselves. None is taken from whoever has it: two that took
    /// each other's place would come back for ever.
    package static let limit = 12
    /// Between two signs of life, which keep proxies from closing a quiet stream and find out whose session has ended.
    package static let beat = Duration.seconds(15)

    private let topics: AsyncStream<Topic>
    private let pause: @Sendable (Duration) async throws -> Void
    private let streams = Mutex(Streams())

    private struct Streams {
        var open: [Person.ID: [(number: Int, mailbox: Mailbox)]] = [:]
        var last = 0
    }

    /// - Parameter pause: waits between two beats.
    package init(database: any Database, pause: @escaping @Sendable (Duration) async throws -> Void) {
        topics = database.announcements()
        self.pause = pause
    }

    /// How many streams are open at this server.
    package var count: Int {
        streams.withLock { $0.open.values.reduce(0) { $0 + $1.count } }
    }

    /// Passes on what is announced, until the task is cancelled. For one caller.
    package func listen() async {
        for await topic in topics {
            if topic == .missed {
                for mailbox in all { mailbox.put(.everything) }
            } else if let (person, hint) = topic.personal {
                let mailboxes = streams.withLock { $0.open[person] ?? [] }
                for (_, mailbox) in mailboxes { mailbox.put(hint) }
            }
        }
    }

    /// Gives signs of life, until the task is cancelled.
    package func beat() async {
        while !Task.isCancelled {
            do {
                try await pause(Self.beat)
            } catch {
                return
            }
            for mailbox in all { mailbox.put(nil) }
        }
    }

    private var all: [Mailbox] {
        streams.withLock { $0.open.values.flatMap { $0.map(\.mailbox) } }
    }

    /// Whether one more stream of this person may be open.
    package func hasRoom(for person: Person.ID) -> Bool {
        streams.withLock { ($0.open[person]?.count ?? 0) < Self.limit }
    }

    /// What concerns this person from now on. Whoever opens a stream closes it.
    ///
    /// - Returns: `nil` when as many are open as may be.
    package func open(_ person: Person.ID) -> LiveStream? {
        let mailbox = Mailbox()
        mailbox.put(nil)
        let number = streams.withLock { streams -> Int? in
            let own = streams.open[person] ?? []
            guard own.count < Self.limit else { return nil }
            streams.last += 1
            streams.open[person] = own + [(streams.last, mailbox)]
            return streams.last
        }
        guard let number else { return nil }
        return LiveStream(mailbox) { [self] in close(number, of: person) }
    }

    private func close(_ number: Int, of person: Person.ID) {
        streams.withLock { streams in
            let rest = streams.open[person]?.filter { $0.number != number } ?? []
            streams.open[person] = rest.isEmpty ? nil : rest
        }
    }
}
