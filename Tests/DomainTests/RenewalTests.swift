import Domain
import Foundation
import Testing

@Suite("A token is renewed in time, and left alone otherwise")
struct RenewalTests {
    private static let now = Date(timeIntervalSince1970: 1_000_000)

    private static func at(_ seconds: Double) -> Date { now.addingTimeInterval(seconds) }

    private static func step(
        expiresIn: Double? = nil, dueIn: Double? = nil, failures: Int = 0, isRejected: Bool = false, isRenewable: Bool = true
    ) -> Renewal.Step {
        Renewal(
            expiresAt: expiresIn.map(at), dueAt: dueIn.map(at), failures: failures, isRejected: isRejected, isRenewable: isRenewable
        ).step(at: now)
    }

    @Test func `it is due ten minutes before its end, or a quarter of a short life`() {
        #expect(Renewal.due(issuedAt: Self.now, expiresAt: Self.at(86_400), isRenewable: true) == Self.at(85_800))
        #expect(Renewal.due(issuedAt: Self.now, expiresAt: Self.at(60), isRenewable: true) == Self.at(45))
        #expect(Renewal.due(issuedAt: Self.now, expiresAt: Self.at(60), isRenewable: false) == Self.at(60))
        #expect(Renewal.due(issuedAt: Self.now, expiresAt: nil, isRenewable: true) == nil)
    }

    @Test func `one that lives is used`() {
        #expect(Self.step(expiresIn: 900, dueIn: 300) == .use)
        #expect(Self.step() == .use)
        #expect(Self.step(isRenewable: false) == .use)
    }

    @Test func `one that is due, over or rejected is refreshed`() {
        #expect(Self.step(expiresIn: 300, dueIn: -300) == .refresh)
        #expect(Self.step(expiresIn: 0, dueIn: 0) == .refresh)
        #expect(Self.step(expiresIn: -5) == .refresh)
        #expect(Self.step(isRejected: true) == .refresh)
        #expect(Self.step(expiresIn: 9000, dueIn: 8000, isRejected: true) == .refresh)
    }

    @Test func `after a failure there is quiet, in which a living token serves and a dead one waits`() {
        #expect(Self.step(expiresIn: 300, dueIn: 60, failures: 2) == .use)
        #expect(Self.step(expiresIn: -1, dueIn: 60, failures: 2) == .wait(60))
        #expect(Self.step(dueIn: 60, failures: 1, isRejected: true) == .wait(60))
        #expect(Self.step(expiresIn: -1, dueIn: -1, failures: 2) == .refresh)
    }

    @Test func `one that is over and cannot be renewed has ended`() {
        #expect(Self.step(expiresIn: 1, isRenewable: false) == .use)
        #expect(Self.step(expiresIn: 0, isRenewable: false) == .end)
        #expect(Self.step(isRejected: true, isRenewable: false) == .end)
    }

    @Test func `of several tokens that end together what is open comes first`() {
        #expect(RevocationState.combined([.revoked, .queued]) == .queued)
        #expect(RevocationState.combined([.alreadyInvalid, .failed]) == .failed)
        #expect(RevocationState.combined([.alreadyInvalid, .revoked]) == .revoked)
        #expect(RevocationState.combined([.shared, .alreadyInvalid]) == .shared)
        #expect(RevocationState.combined([]) == .alreadyInvalid)
    }

    @Test func `hexadecimal is read in either case, and nothing else is`() {
        #expect(Hex.decode("00fFa1") == [0, 255, 161])
        #expect(Hex.decode("") == [])
        for text in ["0", "0g", "é0", "+1", "１２"] { #expect(Hex.decode(text) == nil) }
    }
}
