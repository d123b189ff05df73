import Domain
import Foundation
import Testing

@Suite("Nobody is sent for as somebody else in silence")
struct SenderTests {
    private static let (acme, globex) = (Organisation.ID("acme"), Organisation.ID("globex"))

    @Test(arguments: [nil, .own, .organisation(acme), .organisation(globex)] as [Sender?])
    func `a person's own connection comes first, and is waited for when it is broken`(chosen: Sender?) {
        for state in [Connection.State.connected, .needsReconnect] {
            #expect(Sender.choose(own: state, chosen: chosen, offers: [Self.acme, Self.globex]) == .own)
        }
    }

    @Test func `whoever disconnected is sent for by an organisation only where they chose it`() {
        #expect(Sender.choose(own: .disconnected, chosen: nil, offers: [Self.acme]) == .own)
        #expect(Sender.choose(own: .disconnected, chosen: .organisation(Self.acme), offers: [Self.acme]) == .organisation(Self.acme))
        #expect(Sender.choose(own: .disconnected, chosen: .organisation(Self.globex), offers: [Self.acme]) == .own)
    }

    @Test func `whoever never connected is sent for by the first that offers it, or the one they chose`() {
        #expect(Sender.choose(own: nil, chosen: nil, offers: []) == .own)
        #expect(Sender.choose(own: nil, chosen: nil, offers: [Self.acme, Self.globex]) == .organisation(Self.acme))
        #expect(
            Sender.choose(own: nil, chosen: .organisation(Self.globex), offers: [Self.acme, Self.globex]) == .organisation(Self.globex))
        #expect(Sender.choose(own: nil, chosen: .organisation(Self.globex), offers: [Self.acme]) == .own)
        #expect(Sender.choose(own: nil, chosen: .own, offers: [Self.acme]) == .own)
    }

    @Test func `a delivery that changes its account forgets the place in the one before`() {
        var delivery = Delivery(
            id: .init("d"), personID: .init("ben"), organisation: Self.acme, meetingID: .init("m"), itemID: nil,
            destination: "linear.issue", choice: Choice(id: "t", name: "Team"), objectID: "o", dueAt: .distantPast, account: "acme",
            createdAt: .distantPast)
        #expect(delivery.carrier == .organisation(Self.acme))
        delivery.changeCarrier(to: Self.acme)
        #expect(delivery.choice?.id == "t")
        delivery.changeCarrier(to: nil)
        #expect(delivery.choice == nil && delivery.account == nil && delivery.carrier == .person(.init("ben")))
        #expect(delivery.mayChangeCarrier)
        delivery.isInDoubt = true
        #expect(!delivery.mayChangeCarrier)
    }

    @Test func `owners govern everybody, admins members, and members nobody`() {
        #expect(Organisation.Role.owner.governs == [.owner, .admin, .member])
        #expect(Organisation.Role.admin.governs == [.member])
        #expect(Organisation.Role.member.governs.isEmpty)
    }
}
