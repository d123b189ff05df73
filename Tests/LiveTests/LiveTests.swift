import Domain
import Foundation
import Live
import Storage
import Support
import Testing

@Suite("Open pages are told what concerns their person, and nothing else")
struct LiveTests {
    private static let (ada, ben) = (Person.ID("ada"), Person.ID("ben"))

    /// A database with somebody listening to it.
    private struct Scene: Sendable {
        let database: any Database
        let live: Live

        init(_ engine: Engine = .sqlite, pause: @escaping @Sendable (Duration) async throws -> Void = { _ in throw CancellationError() })
            async throws
        {
            let folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)").path()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            database = try await engine.open(in: folder)
            live = Live(database: database, pause: pause)
        }

        func announce(_ topic: Topic) async throws {
            try await database.transaction(as: .worker) { try $0.announce(topic) }
        }

        /// What a stream of that person was told, up to and with the first that holds `last`.
        func told(_ person: Person.ID, until last: Hint) -> Task<[Set<Hint>], Never> {
            Task {
                guard let news = live.open(person) else { return [] }
                defer { news.close() }
                var heard: [Set<Hint>] = []
                for await hints in news {
                    heard.append(hints)
                    if hints.contains(last) { break }
                }
                return heard
            }
        }

        /// Until the first is heard nobody knows whether the database is listened to yet.
        func isHeard() async {
            let first = told(Person.ID("clara"), until: "ready")
            let calling = Task {
                while !Task.isCancelled { try await announce(.person(Person.ID("clara"), "ready")) }
            }
            _ = await first.value
            calling.cancel()
            _ = await calling.result
        }

        func isOpen(_ count: Int = 1) async {
            while live.count != count { await Task.yield() }
        }
    }

    @Test(arguments: Engine.available) func `a hint reaches every stream of its person and no other's`(engine: Engine) async throws {
        let scene = try await Scene(engine)
        let listening = Task { await scene.live.listen() }
        await scene.isHeard()
        let streams = [Self.ada, Self.ada, Self.ben].map { scene.told($0, until: "last") }
        await scene.isOpen(3)
        for (person, hint) in [(Self.ada, Hint.connections), (Self.ben, .meeting(Meeting.ID("m"))), (Self.ada, "last"), (Self.ben, "last")]
        {
            try await scene.announce(.person(person, hint))
        }
        let heard = await streams.asyncMap { await $0.value.reduce(into: Set<Hint>()) { $0.formUnion($1) } }
        listening.cancel()
        for own in heard.prefix(2) { #expect(own.subtracting([.everything]) == [.connections, "last"]) }
        #expect(heard[2].subtracting([.everything]) == [.meeting(Meeting.ID("m")), "last"])
        await scene.isOpen(0)
    }

    @Test func `a stream is called at once, with nothing to tell`() async throws {
        let scene = try await Scene()
        let news = try #require(scene.live.open(Self.ada))
        #expect(await news.next() == [])
        #expect(scene.live.count == 1)
        news.close()
        #expect(scene.live.count == 0)
        #expect(await news.next() == nil)
    }

    @Test func `where announcements may have been lost, everybody is to look`() async throws {
        let scene = try await Scene()
        let listening = Task { await scene.live.listen() }
        let streams = [Self.ada, Self.ben].map { scene.told($0, until: .everything) }
        await scene.isOpen(2)
        try await scene.announce(.missed)
        for stream in streams { #expect(await stream.value.last == [.everything]) }
        listening.cancel()
    }

    @Test func `signs of life come by themselves`() async throws {
        let gate = Gate()
        let scene = try await Scene(pause: { _ in await gate.pass() })
        let beating = Task { await scene.live.beat() }
        let news = try #require(scene.live.open(Self.ada))
        for _ in 0..<4 {
            #expect(await news.next() == [])
            gate.open()
        }
        beating.cancel()
    }

    @Test func `what happens while a reader is slow is told together`() async throws {
        let scene = try await Scene()
        let listening = Task { await scene.live.listen() }
        let news = try #require(scene.live.open(Self.ada))
        _ = await news.next()
        for number in 1...9 { try await scene.announce(.person(Self.ada, .meeting(Meeting.ID("\(number)")))) }
        // One after the other: what Ben has been told by now, Ada's mailbox holds.
        let ben = scene.told(Self.ben, until: "last")
        await scene.isOpen(2)
        try await scene.announce(.person(Self.ben, "last"))
        _ = await ben.value
        #expect(await news.next()?.count == 9)
        listening.cancel()
    }

    @Test func `very many different ones become one`() async throws {
        let scene = try await Scene()
        let news = try #require(scene.live.open(Self.ada))
        let listening = Task { await scene.live.listen() }
        for number in 1...60 {
            try await scene.announce(.person(Self.ada, .meeting(Meeting.ID("\(number)"))))
            // The broadcast keeps no more than 64 for a listener that is slow.
            await Task.yield()
        }
        let ben = scene.told(Self.ben, until: "last")
        await scene.isOpen(2)
        try await scene.announce(.person(Self.ben, "last"))
        _ = await ben.value
        #expect(await news.next()?.isSuperset(of: [.everything, .sessions]) == true)
        listening.cancel()
    }

    @Test func `one more than may be open is not opened, and takes nobody's place`() async throws {
        let scene = try await Scene()
        let listening = Task { await scene.live.listen() }
        let streams = (0..<Live.limit).map { _ in scene.told(Self.ada, until: "last") }
        await scene.isOpen(Live.limit)
        for _ in 0..<3 {
            #expect(!scene.live.hasRoom(for: Self.ada))
            #expect(scene.live.open(Self.ada) == nil)
        }
        let stranger = try #require(scene.live.open(Self.ben))
        #expect(scene.live.count == Live.limit + 1)
        try await scene.announce(.person(Self.ada, "last"))
        for stream in streams { #expect(await stream.value.last?.contains("last") == true) }
        await scene.isOpen(1)
        #expect(scene.live.hasRoom(for: Self.ada))
        try #require(scene.live.open(Self.ada)).close()
        stranger.close()
        listening.cancel()
    }

    @Test func `of many that come at once as many are opened as may be`() async throws {
        let scene = try await Scene()
        let opened = await withTaskGroup(of: LiveStream?.self) { group in
            for _ in 0..<50 { group.addTask { scene.live.open(Self.ada) } }
            return await group.reduce(into: [LiveStream]()) { opened, stream in if let stream { opened.append(stream) } }
        }
        #expect(opened.count == Live.limit)
        for stream in opened { stream.close() }
        #expect(scene.live.count == 0)
    }

    @Test func `a stream ends with its task`() async throws {
        let scene = try await Scene()
        let stream = scene.told(Self.ada, until: "last")
        await scene.isOpen()
        stream.cancel()
        _ = await stream.value
        #expect(scene.live.count == 0)
    }

    @Test(arguments: ["outbox", "person:", "person:ada", "persona", ""]) func `what is no hint to a person is none`(text: String) {
        #expect(Topic(rawValue: text).personal == nil)
    }

    @Test func `a topic names the person and the hint, whatever is in them`() throws {
        let topic = Topic.person(Person.ID("a-b"), .meeting(Meeting.ID("m n")))
        let personal = try #require(topic.personal)
        #expect(personal.person == Person.ID("a-b"))
        #expect(personal.hint == .meeting(Meeting.ID("m n")))
    }
}

extension Sequence {
    fileprivate func asyncMap<Output>(_ transform: (Element) async throws -> Output) async rethrows -> [Output] {
        var all: [Output] = []
        for element in self { all.append(try await transform(element)) }
        return all
    }
}
