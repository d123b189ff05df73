import Domain
import Foundation
import Testing

@Suite("The rules that need nothing but values")
struct RuleTests {
    private static let start = Date(timeIntervalSince1970: 1_795_168_800)

    private static func delivery(attempts: Int = 1) -> Delivery {
        Delivery(
            id: Delivery.ID("d"), personID: Person.ID("p"), meetingID: Meeting.ID("m"), itemID: MeetingItem.ID("i"),
            destination: "linear.issue",
            objectID: "o", state: .inFlight, attempts: attempts, dueAt: start, createdAt: start
        )
    }

    @Test func `a secret shows itself to nobody`() {
        let secret = Secret("hush hush")
        struct Holder { let secret: Secret }
        var dumped = ""
        dump([Holder(secret: secret)], to: &dumped)
        for text in [
            "\(secret)", "\(Holder(secret: secret))", "\([secret])", "\(Optional(secret) as Any)", String(reflecting: secret), dumped,
        ] {
            #expect(!text.contains("hush"))
        }
        #expect(secret.reveal() == "hush hush")
    }

    @Test(arguments: [
        (DeliveryOutcome.delivered(Receipt(name: "ENG-1", url: "https://x")), DeliveryState.delivered),
        (.later(after: nil, reason: "r"), .retrying), (.connectionNeeded(reason: "r"), .waitingForConnection),
        (.scopeMissing(reason: "r"), .blockedByScope), (.uncertain(reason: "r", mayLook: false), .uncertain),
        (.uncertain(reason: "r", mayLook: true), .retrying), (.refused(reason: "r"), .failed),
    ])
    func `an outcome becomes one state`(outcome: DeliveryOutcome, state: DeliveryState) {
        #expect(Self.delivery().next(after: outcome, at: Self.start, fraction: 0.5).state == state)
    }

    @Test func `a temporary failure is retried for a week, never before the provider wishes`() {
        let soon = Self.delivery().next(after: .later(after: 90, reason: "r"), at: Self.start, fraction: 0)
        #expect(soon.dueAt >= Self.start.addingTimeInterval(90))
        let late = Self.start.addingTimeInterval(Delivery.patience + 1)
        #expect(soon.next(after: .later(after: nil, reason: "r"), at: late, fraction: 0).state == .failed)
    }

    @Test func `the week begins with the first failure, and anything else ends it`() {
        let late = Self.start.addingTimeInterval(Delivery.patience * 3)
        let first = Self.delivery().next(after: .later(after: nil, reason: "r"), at: late, fraction: 0)
        #expect(first.state == .retrying)
        let waiting = first.next(after: .connectionNeeded(reason: "r"), at: late.addingTimeInterval(1), fraction: 0)
        let again = late.addingTimeInterval(Delivery.patience * 2)
        #expect(waiting.next(after: .later(after: nil, reason: "r"), at: again, fraction: 0).state == .retrying)
    }

    @Test func `what may have arrived is in doubt until somebody knows`() {
        let doubtful = Self.delivery().next(after: .uncertain(reason: "r", mayLook: true), at: Self.start, fraction: 0)
        #expect(doubtful.isInDoubt && !doubtful.mayCancel && !doubtful.mayConfirm)
        let later = doubtful.next(after: .later(after: nil, reason: "r"), at: Self.start, fraction: 0)
        #expect(later.isInDoubt)
        let parked = doubtful.next(after: .connectionNeeded(reason: "r"), at: Self.start, fraction: 0)
        #expect(parked.isInDoubt && !parked.mayCancel && parked.mayConfirm)
        let open = doubtful.next(after: .uncertain(reason: "r", mayLook: false), at: Self.start, fraction: 0)
        #expect(open.state == .uncertain && open.mayConfirm)
        let found = doubtful.next(after: .delivered(Receipt(name: "x", url: nil)), at: Self.start, fraction: 0)
        #expect(!found.isInDoubt && !found.mayConfirm)
        let late = Self.start.addingTimeInterval(Delivery.patience + 1)
        #expect(doubtful.next(after: .uncertain(reason: "r", mayLook: true), at: late, fraction: 0).state == .uncertain)
    }

    @Test(arguments: 1...30, [0.0, 0.5, 0.999]) func `a wait is never nothing and never more than an hour`(attempt: Int, fraction: Double) {
        let delay = Backoff.patient.delay(attempt: attempt, atLeast: nil, fraction: fraction)
        #expect(delay > 0 && delay <= 3600)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-01-32", "2100-02-29", "", "2026/01/01", "२०२६-01-01",
    ])
    func `a day that is none is refused`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `days are ordered and written as they are read`() throws {
        let leap = try #require(Day("2028-02-29"))
        #expect(leap.description == "2028-02-29")
        #expect(try #require(Day("2027-12-31")) < leap)
    }

    @Test(arguments: [UInt8(0), 0xFF]) func `an identifier is a UUID of version 4 whatever the dice say`(byte: UInt8) {
        let uuid = RandomSource { [UInt8](repeating: byte, count: $0) }.uuid()
        #expect(uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    }

    @Test func `digests are those of the standard`() {
        #expect(Hex.encode(Secret("abc").fingerprint) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
        #expect(Base64URL.decode("-_8") == [0xFB, 0xFF])
    }
}
