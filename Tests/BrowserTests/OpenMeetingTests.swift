import Foundation
import LiveSupport
import Testing

@Suite(
    "An open meeting page follows what is done elsewhere, in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct OpenMeetingTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `a delivery called off there can be sent here again, and a form goes only when it could do nothing`(
        width: Int, height: Int, name: String
    ) async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { try await walk($0, world, name) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.signUp(world)
        let elsewhere = world.visitor()
        let account = ["email": "ada@example.org", "password": "a walk along the quiet harbour"]
        #expect(try await elsewhere.call("POST", "/api/v1/session", account).status == 201)
        let lines = "Ben: I'll send the release notes by Friday.\nAda: I will call the customer tomorrow."
        let made = try await elsewhere.call("POST", "/api/v1/meetings", ["title": "Weekly", "transcript": lines])
        let id = try #require(made.json["id"] as? String)
        let items = made.list("action_items").compactMap { $0["id"] as? String }
        #expect(items.count == 2)

        try await chromium.open(world.server + "/meetings/\(id)")
        try await chromium.wait(until: "document.querySelectorAll('#item-list > .item').length === 2")
        // Somebody is at work in the form of the second item.
        let form = "#change-\(items[1])"
        try await chromium.tap(form + " > summary")
        try await chromium.type(" today", into: form + " input[name=title]")
        _ = try await chromium.script("window.isSame = true")

        // Nothing is connected: the first waits, and there is nothing left in it to change.
        let body: [String: Any] = ["items": [items[0]], "destinations": ["linear.issue"]]
        let sent = try await elsewhere.call("POST", "/api/v1/meetings/\(id)/deliveries", body)
        let delivery = try #require(sent.list("deliveries").first?["id"] as? String)
        try await chromium.wait(until: "document.querySelector('#delivery-\(delivery)')")
        try await chromium.wait(until: "!document.querySelector('#change-\(items[0])') && !document.querySelector('#tick-\(items[0])')")
        let typed = try await chromium.script("return document.querySelector('\(form) input[name=title]').value") as? String
        #expect(typed?.hasSuffix(" today") == true, "What was being typed is gone.")
        try await chromium.check(name + "-sent-elsewhere", hasMoved: true)

        // Called off there, it is as it was.
        #expect(try await elsewhere.call("POST", "/api/v1/deliveries/\(delivery)/cancellation", [:]).status == 200)
        try await chromium.wait(until: "!document.querySelector('#delivery-\(delivery)')")
        try await chromium.wait(until: "document.querySelector('#change-\(items[0])') && document.querySelector('#tick-\(items[0])')")
        let order = "[...document.querySelector('#item-list > .item').children].map(part => part.id.split('-')[0]).join()"
        #expect(try await chromium.script("return \(order)") as? String == "tick,body")
        try await chromium.wait(until: "document.querySelector('[data-send]').textContent.includes('2')")

        // Words changed there are read here.
        _ = try await elsewhere.call("PATCH", "/api/v1/items/\(items[0])", ["title": "Send the notes to everybody"])
        try await chromium.wait(for: "Send the notes to everybody")

        // An item of the other tab comes, and one dropped there goes; the keyboard stays in the list.
        let added = try await elsewhere.call("POST", "/api/v1/meetings/\(id)/items", ["title": "Order the cake"])
        let third = try #require(added.json["id"] as? String)
        try await chromium.wait(until: "document.querySelector('#item-list > .item:last-child')?.id === 'item-\(third)'")
        _ = try await chromium.script("document.querySelector('#change-\(third) > summary').focus()")
        #expect(try await elsewhere.call("DELETE", "/api/v1/items/\(third)").status < 300)
        try await chromium.wait(until: "!document.querySelector('#item-\(third)')")
        #expect(try await chromium.script("return document.activeElement.id") as? String == "item-list")
        #expect(try await chromium.script("return window.isSame") as? Bool == true, "The page was loaded anew.")
    }
}
