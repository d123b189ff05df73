import Domain
import Testing

@Suite("Nothing goes where the person would not expect it")
struct RouteTests {
    private static let place = Choice(id: "p", name: "Product")

    private static func route(
        _ setting: RouteSetting? = nil, optIn: Bool = false, needsPlace: Bool = false, takesRecipients: Bool = false, found: Choice? = nil,
        standing: Route.Standing = .ready
    ) -> Route {
        Route(
            destination: "linear.issue",
            kind: Route.Kind(
                provider: "Linear", operation: "o", title: "t", isOptIn: optIn, placeLabel: "l", needsPlace: needsPlace,
                takesRecipients: takesRecipients
            ), standing: standing, account: nil, setting: setting, found: found
        )
    }

    private static func setting(isOn: Bool? = nil, choice: Choice? = nil, recipients: [String] = []) -> RouteSetting {
        RouteSetting(destination: "linear.issue", isOn: isOn, choice: choice, recipients: recipients)
    }

    @Test func `a connected destination is on until the person says no`() {
        #expect(Self.route().isOn)
        #expect(!Self.route(Self.setting(isOn: false)).isOn)
        #expect(Self.route(standing: .permissionMissing).isOn)
        #expect(Self.route(standing: .needsReconnect).isOn)
        #expect(!Self.route(standing: .notConnected).isOn)
        #expect(!Self.route(standing: .notConfigured).isOn)
    }

    @Test func `the person's place counts before the one found, and where a place is needed only theirs counts`() {
        #expect(Self.route(found: Self.place).choice == Self.place)
        let own = Choice(id: "o", name: "Own")
        #expect(Self.route(Self.setting(choice: own), found: Self.place).choice == own)
        #expect(Self.route(needsPlace: true, found: Self.place).choice == nil)
        #expect(!Self.route(needsPlace: true, found: Self.place).isOn)
        #expect(!Self.route(Self.setting(isOn: true), needsPlace: true).isOn)
        #expect(Self.route(Self.setting(choice: own), needsPlace: true).isOn)
    }

    @Test func `mail is off until the person chose to whom, and can be turned off without forgetting them`() {
        let to = ["ben@example.org"]
        #expect(!Self.route(optIn: true, takesRecipients: true).isOn)
        #expect(!Self.route(Self.setting(isOn: true), optIn: true, takesRecipients: true).isOn)
        #expect(Self.route(Self.setting(recipients: to), optIn: true, takesRecipients: true).isOn)
        let off = Self.route(Self.setting(isOn: false, recipients: to), optIn: true, takesRecipients: true)
        #expect(!off.isOn && off.recipients == to)
    }

    @Test(arguments: ["", "ada", "@", "ada@", "@acme.example", "a@b@c", "a b@c.example", "a@b.example\nBcc: x@y.example", "<a@b.example>"])
    func `what is no mail address is none`(text: String) {
        #expect(MailAddress.checked(text) == nil)
    }

    @Test func `addresses are typed in many ways`() {
        #expect(MailAddress.list(" a@b.example,  c@d.example;e@f.example\n") == ["a@b.example", "c@d.example", "e@f.example"])
        #expect(MailAddress.checked(" a@b.example ") == "a@b.example")
    }
}
