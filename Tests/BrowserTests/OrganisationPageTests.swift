import Foundation
import LiveSupport
import Testing

@Suite(
    "An organisation in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct OrganisationPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `an owner makes one, shares an account and invites somebody, who sends with it until they are removed`(
        width: Int, height: Int, name: String
    ) async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { ada in
            try await ada.signUp(world)
            try await make(ada, world, name)
            try await share(ada, name)
            let link = try await invite(ada, name)
            try await Chromium.walk(width: width, height: height) { ben in
                try await join(ben, world, link, name)
                try await send(ben, world, name)
                try await remove(ada, name)
                try await ben.open(world.server + "/settings/integrations")
                #expect(!(try await ben.text().contains("Acme’s account")))
            }
        }
    }

    private func make(_ ada: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await ada.open(world.server + "/settings/account")
        try await ada.follow("a[href='/settings/organizations']")
        try await ada.check(name + "-organisations-none")
        try await ada.type("Acme", into: "#name")
        try await ada.follow("form[action='/settings/organizations'] button")
        try await ada.wait(for: "You are here as: Owner")
        try await ada.check(name + "-organisation-new")
    }

    private func share(_ ada: Chromium, _ name: String) async throws {
        try await ada.tap("#linear form[action$='/linear/connect'] button")
        try await ada.wait(until: "document.querySelector('button[value=allow]')")
        try await ada.tap("button[value=allow]")
        try await ada.wait(until: "document.querySelector('#linear button[value=\"1\"]')")
        try await ada.check(name + "-organisation-connected", hasMoved: true)
        try await ada.follow("#linear button[value='1']")
        try await ada.wait(for: "offered to members")
    }

    private func invite(_ ada: Chromium, _ name: String) async throws -> String {
        try await ada.type("ben@example.org", into: "#email")
        try await ada.follow("form[action$='/invitations'] button")
        try await ada.wait(until: "document.querySelector('#link')")
        try await ada.check(name + "-organisation-invited")
        return try await ada.script("return document.querySelector('#link').value") as? String ?? ""
    }

    private func join(_ ben: Chromium, _ world: LiveWorld, _ link: String, _ name: String) async throws {
        try await ben.signUp(world, name: "Ben Okafor", email: "ben@example.org")
        try await ben.open(link)
        try await ben.wait(for: "Acme")
        try await ben.check(name + "-invitation")
        try await ben.follow("main form button")
        try await ben.wait(for: "You are here as: Member")
        try await ben.check(name + "-organisation-member")
    }

    private func send(_ ben: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await ben.open(world.server + "/settings/integrations")
        try await ben.wait(for: "Acme’s account")
        try await ben.check(name + "-integrations-of-member")
        try await ben.openMeeting(world, ["Ben: I'll send the release notes by Friday.", "Ada: Thank you."])
        try await ben.tap("#send-button")
        try await ben.wait(until: "document.querySelector('#items .delivery.is-ok a')")
        try await ben.check(name + "-sent-with-shared-account", hasMoved: true)
    }

    private func remove(_ ada: Chromium, _ name: String) async throws {
        _ = try await ada.script("location.replace(location.href.split('#')[0])")
        try await ada.wait(for: "ben@example.org")
        try await ada.tap(".entry:has(form[action$='/remove']) .confirm > summary")
        try await ada.wait(until: "document.querySelector('dialog[open]')?.innerText.startsWith('Remove Ben Okafor?')")
        try await ada.check(name + "-organisation-remove", hasMoved: true)
        try await ada.tap("dialog .button-danger")
        try await ada.wait(until: "!document.body.innerText.includes('ben@example.org')")
        try await ada.tap("a[href$='/activity']")
        try await ada.wait(for: "Activity of Acme")
        try await ada.check(name + "-organisation-activity")
        try await ada.follow("main a[href^='/settings/organizations/']")
        try await ada.type(" & Friends", into: "#name")
        try await ada.follow("form:has(#name) button")
        try await ada.wait(for: "Acme & Friends")
    }
}
