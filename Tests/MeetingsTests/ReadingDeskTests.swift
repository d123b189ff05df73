import Meetings
import Support
import Synchronization
import Testing

@Suite("One transcript is read after the other, and few wait")
struct ReadingDeskTests {
    private final class Order: Sendable {
        private let numbers = Mutex<[Int]>([])

        var noted: [Int] { numbers.withLock(\.self) }

        func note(_ number: Int) { numbers.withLock { $0.append(number) } }
    }

    private static func isWaiting(_ desk: ReadingDesk, _ count: Int) async {
        while desk.waiting != count { await Task.yield() }
    }

    @Test func `in the order they came, never two at once`() async throws {
        let (desk, busy, order) = (ReadingDesk(), BusyDesk(), Order())
        let held = try await busy.hold(desk, waiting: 0)
        var readers: [Task<Void, any Error>] = []
        for number in 0..<5 {
            readers.append(Task { try await desk.work { order.note(number) } })
            await Self.isWaiting(desk, number + 1)
        }
        busy.release()
        for reader in readers { try await reader.value }
        for reader in held { try await reader.value }
        #expect(order.noted == Array(0..<5))
        #expect(desk.waiting == 0)
    }

    @Test func `whoever finds the line full is sent away, and can come back`() async throws {
        let (desk, busy) = (ReadingDesk(), BusyDesk())
        let held = try await busy.hold(desk)
        await #expect(throws: MeetingError.busy) { try await desk.work {} }
        busy.release()
        for reader in held { try await reader.value }
        try await desk.work {}
    }

    @Test func `whoever is cancelled leaves the line, and is not read`() async throws {
        let (desk, busy, order) = (ReadingDesk(), BusyDesk(), Order())
        let held = try await busy.hold(desk, waiting: 0)
        let gone = Task { try await desk.work { order.note(1) } }
        await Self.isWaiting(desk, 1)
        let next = Task { try await desk.work {} }
        await Self.isWaiting(desk, 2)
        gone.cancel()
        await #expect(throws: CancellationError.self) { try await gone.value }
        #expect(desk.waiting == 1)
        busy.release()
        try await next.value
        for reader in held { try await reader.value }
        #expect(order.noted.isEmpty)
    }

    @Test func `whoever was cancelled before is not read either, and holds up nobody`() async throws {
        let (desk, busy) = (ReadingDesk(), BusyDesk())
        let held = try await busy.hold(desk, waiting: 0)
        let gone = Task {
            while !Task.isCancelled { await Task.yield() }
            try await desk.work {}
        }
        gone.cancel()
        await #expect(throws: CancellationError.self) { try await gone.value }
        busy.release()
        for reader in held { try await reader.value }
        try await desk.work {}
    }
}
