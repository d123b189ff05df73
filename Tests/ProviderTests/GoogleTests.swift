import Domain
import Foundation
import Providers
import Testing

@Suite("A meeting becomes events, a document and a mail at Google, each once")
struct GoogleTests {
    private static let event = #"{"id":"x","status":"confirmed","htmlLink":"https://www.google.com/calendar/event?eid=1"}"#
    private static let duplicate = #"{"error":{"code":409,"message":"Exists.","errors":[{"domain":"global","reason":"duplicate"}]}}"#
    private static let made = Receipt(name: "Event on Mon 30 Nov 2026", url: "https://www.google.com/calendar/event?eid=1")
    private static let missing = #"{"error":{"code":404,"message":"Not Found","errors":[{"domain":"global","reason":"notFound"}]}}"#

    private static func send(_ order: Order, to destination: Destination, _ script: Script) async throws -> Receipt {
        try await Provider.google.deliver(order, to: destination, script)
    }

    @Test func `a dated item is an event of that whole day, under our own id, with nobody invited`() async throws {
        let script = Script([(200, Self.event)])
        #expect(try await Self.send(.sample(.sample), to: "google.event", script) == Self.made)
        let asked = try #require(script.asked.first)
        #expect(asked.path == "/calendar/v3/calendars/primary/events")
        #expect(asked.query == ["sendUpdates": "none"])
        #expect(asked.json["id"] as? String == "0f0e0d0c0b0a49088706050403020100")
        #expect(asked.json["start"] as? [String: String] == ["date": "2026-11-30"])
        #expect(asked.json["end"] as? [String: String] == ["date": "2026-12-01"])
        #expect(asked.json["attendees"] == nil)
        let text = try #require(asked.json["description"] as? String)
        #expect(text.hasPrefix("Owner: Ben\n\n“I&#39;ll write the &lt;b&gt;report&lt;/b&gt; by Monday, @ada.”"))
    }

    @Test func `an item without a day is no event`() async {
        let operation = Provider.google.operation(for: "google.event")
        #expect(operation?.accepts(.item(.sample)) == true)
        #expect(operation?.objection(.item(ActionItem(title: "x"))) == "An event needs a day, and this item has no due date.")
        await #expect(throws: ProviderError.refused(reason: "An event needs a day, and this item has no due date.")) {
            try await Self.send(.sample(ActionItem(title: "x")), to: "google.event", Script([(Int, String)]()))
        }
    }

    @Test func `an id that Google knows already is the event, also where the person has deleted it`() async throws {
        let script = Script([(409, Self.duplicate), (200, Self.event.replacing("confirmed", with: "cancelled"))])
        #expect(try await Self.send(.sample(.sample), to: "google.event", script) == Self.made)
        #expect(script.asked.map(\.request.method) == [.post, .get])
        #expect(script.asked[1].path.hasSuffix("/events/0f0e0d0c0b0a49088706050403020100"))
    }

    @Test func `a second attempt looks before it makes`() async throws {
        let again = Order.sample(.sample, firstAttemptAt: Script.now)
        let found = Script([(200, Self.event)])
        #expect(try await Self.send(again, to: "google.event", found) == Self.made)
        #expect(found.asked.map(\.request.method) == [.get])
        let absent = Script([(404, Self.missing), (200, Self.event)])
        #expect(try await Self.send(again, to: "google.event", absent) == Self.made)
        #expect(absent.asked.map(\.request.method) == [.get, .post])
    }

    @Test func `a follow-up is an event with times in its own zone, found again by our id`() async throws {
        let followUp = FollowUp(
            title: "Follow-up: Weekly", startsAt: Script.now.addingTimeInterval(4 * 86400), minutes: 45, timeZone: "America/New_York",
            quote: "Let's meet again at <5>.")
        let script = Script([(200, Self.event)])
        var order = Order.sample()
        order.subject = .followUp(followUp)
        let receipt = try await Self.send(order, to: "google.event", script)
        #expect(receipt.name == "Event on Tue 24 Nov 2026, 05:00")
        let asked = try #require(script.asked.first)
        #expect(asked.json["summary"] as? String == "Follow-up: Weekly")
        #expect(asked.json["start"] as? [String: String] == ["dateTime": "2026-11-24T05:00:00-05:00", "timeZone": "America/New_York"])
        #expect(asked.json["end"] as? [String: String] == ["dateTime": "2026-11-24T05:45:00-05:00", "timeZone": "America/New_York"])
        #expect(asked.json["transparency"] == nil && asked.json["attendees"] == nil)
        #expect((asked.json["description"] as? String)?.contains("Let&#39;s meet again at &lt;5&gt;.") == true)
        order.firstAttemptAt = Script.now
        let found = Script([(200, Self.event)])
        #expect(try await Self.send(order, to: "google.event", found) == receipt)
        #expect(found.asked.map(\.request.method) == [.get])
    }

    @Test func `a follow-up goes to calendars and nowhere else, and a whole meeting not there`() {
        let followUp = FollowUp(title: "Next", startsAt: Script.now, minutes: 30, timeZone: "UTC")
        let taking = Provider.all.flatMap(\.operations).filter { $0.destination != nil && $0.accepts(.followUp(followUp)) }
        #expect(taking.allSatisfy(\.takesFollowUp) && taking.compactMap(\.destination) == ["google.event"])
        #expect(Provider.google.operation(for: "google.event")?.accepts(.meeting) == false)
    }

    @Test func `a calendar that is gone is said to be, and another can be chosen`() async {
        let gone = #"{"error":{"code":404,"message":"Not Found","errors":[{"reason":"notFound"}]}}"#
        await #expect(
            throws: ProviderError.refused(reason: "Google does not show that calendar to this account any more. Choose another.")
        ) { try await Self.send(.sample(.sample), to: "google.event", Script([(404, gone)])) }
    }

    @Test func `the calendars are listed only where the grant covers it`() async throws {
        let choices = try #require(Provider.google.operation(for: "google.event")?.choices)
        let script = Script([
            (
                200,
                #"{"items":[{"id":"ada@acme.example","summary":"ada","primary":true},{"id":"t@g","summary":"Team"}],"nextPageToken":"n"}"#
            )
        ])
        #expect(try await script.hold(choices(.sample, nil, nil)).choices.map(\.id) == ["primary"])
        #expect(try await script.hold(choices(.sample, "team", nil)).choices.isEmpty)
        #expect(script.asked.isEmpty)
        let access = Access(token: Secret("t"), scopes: ["https://www.googleapis.com/auth/calendar.readonly"])
        let page = try await script.hold(choices(access, nil, "c"))
        #expect(
            page == ChoicePage(choices: [Choice(id: "primary", name: "Your main calendar"), Choice(id: "t@g", name: "Team")], next: "n"))
        #expect(script.asked[0].query == ["minAccessRole": "owner", "maxResults": "100", "pageToken": "c"])
    }

    @Test func `the notes become a document by conversion, found again by a property of ours`() async throws {
        let file = #"{"id":"d","name":"Weekly & more – 2026-11-20","webViewLink":"https://docs.google.com/document/d/d/edit"}"#
        let script = Script([(200, file)])
        let receipt = try await Self.send(.sample(), to: "google.document", script)
        #expect(receipt == Receipt(name: "Weekly & more – 2026-11-20", url: "https://docs.google.com/document/d/d/edit"))
        let asked = try #require(script.asked.first)
        #expect(asked.header("Content-Type") == "multipart/related; boundary=notes-0f0e0d0c0b0a49088706050403020100")
        let parts = asked.text.components(separatedBy: "--notes-0f0e0d0c0b0a49088706050403020100")
        #expect(parts.count == 4 && parts[0].isEmpty && parts[3] == "--\r\n")
        #expect(parts[1].contains(#""appProperties":{"delivery":"0f0e0d0c-0b0a-4908-8706-050403020100"}"#))
        #expect(parts[1].contains(#""mimeType":"application/vnd.google-apps.document""#))
        #expect(parts[2].contains("<h1>Weekly &amp; more</h1>") && parts[2].contains("&lt;!channel&gt;"))
        let again = Script([(200, #"{"files":[\#(file)]}"#)])
        _ = try await Self.send(.sample(firstAttemptAt: Script.now), to: "google.document", again)
        #expect(again.asked.count == 1)
        #expect(again.asked[0].query["q"] == "appProperties has { key='delivery' and value='0f0e0d0c-0b0a-4908-8706-050403020100' }")
        let absent = Script([(200, #"{"files":[]}"#), (200, file)])
        _ = try await Self.send(.sample(isReconciliation: true), to: "google.document", absent)
        #expect(absent.asked.map(\.request.method) == [.get, .post])
    }

    @Test func `a mail goes to those the person chose and to nobody else`() async throws {
        let operation = Provider.google.operation(for: "google.mail")
        #expect(operation?.isOptIn == true && operation?.takesRecipients == true && operation?.subject == .meeting)
        let script = Script([(200, #"{"id":"m","threadId":"t","labelIds":["SENT"]}"#)])
        let receipt = try await Self.send(.sample(recipients: ["ben@acme.example", "c@x.example"]), to: "google.mail", script)
        #expect(receipt.name == "Mail to ben@acme.example and 1 more")
        let raw = try #require(script.asked[0].json["raw"] as? String)
        let mail = String(decoding: try #require(Base64URL.decode(raw)), as: UTF8.self)
        #expect(
            mail.hasPrefix("From: <ada@acme.example>\r\nTo: <ben@acme.example>,\r\n <c@x.example>\r\nSubject: Notes: Weekly & more\r\n"))
        #expect(mail.contains("Message-ID: <0f0e0d0c-0b0a-4908-8706-050403020100@acme.example>\r\n"))
        #expect(mail.contains("Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n"))
    }

    @Test(arguments: [[], ["ben"], ["ben@acme.example", "x@y.example\r\nBcc: all@acme.example"]])
    func `without a recipient, or with one that is no address, no mail goes out`(recipients: [String]) async {
        let script = Script([(Int, String)]())
        await #expect(throws: ProviderError.self) { try await Self.send(.sample(recipients: recipients), to: "google.mail", script) }
        #expect(script.asked.isEmpty)
    }

    @Test func `nobody knows whether a mail left whose answer was lost, and it is not sent again to find out`() async {
        let order = Order.sample(recipients: ["ben@acme.example"])
        for script in [Script([(Int, String)]()), Script([(500, "{}")]), Script([(200, "<html>")])] {
            await #expect(throws: ProviderError.uncertain) { try await Self.send(order, to: "google.mail", script) }
        }
        let script = Script([(Int, String)]())
        let cutOff = Order.sample(recipients: ["ben@acme.example"], isReconciliation: true)
        await #expect(throws: ProviderError.uncertain) { try await Self.send(cutOff, to: "google.mail", script) }
        #expect(script.asked.isEmpty)
        await #expect(throws: ProviderError.later(after: 3, reason: "The provider is not ready to answer (HTTP 503).")) {
            try await Self.send(order, to: "google.mail", Script([Script.answer(503, "", ["Retry-After": "3"])]))
        }
    }

    @Test(arguments: [
        (401, #"{"error":{"code":401,"message":"x","errors":[{"reason":"authError"}]}}"#, ProviderError.unauthorized),
        (
            403, #"{"error":{"message":"Insufficient Permission","errors":[{"reason":"insufficientPermissions"}]}}"#,
            .scopeMissing("Insufficient Permission")
        ),
        (
            403, #"{"error":{"message":"Scopes.","status":"PERMISSION_DENIED","details":[{"reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}"#,
            .scopeMissing("Scopes.")
        ),
        (
            403, #"{"error":{"message":"x","errors":[{"reason":"userRateLimitExceeded"}]}}"#,
            .later(after: 5, reason: "Google asks to slow down.")
        ),
        (429, #"{"error":{"message":"x"}}"#, .later(after: 5, reason: "The provider asks to slow down.")),
        (403, #"{"error":{"message":"No.","errors":[{"reason":"forbidden"}]}}"#, .refused(reason: "Google says: No.")),
        (400, #"{"error":{"message":"Bad id.","errors":[{"reason":"invalid"}]}}"#, .refused(reason: "Google says: Bad id.")),
        (
            403, #"{"error":{"message":"Off.","errors":[{"reason":"accessNotConfigured"}]}}"#,
            .clientRefused(code: "accessNotConfigured")
        ),
        (403, "<html>", .unreadable(status: 403)), (200, "<html>", .unreadable(status: 200)), (302, "", .unreadable(status: 302)),
    ])
    func `each of Google's answers means one thing`(status: Int, body: String, error: ProviderError) async {
        let script = Script([Script.answer(status, body, ["Retry-After": "5"])])
        await #expect(throws: error) { try await Self.send(.sample(.sample), to: "google.event", script) }
    }

    @Test func `revoking names the token alone`() throws {
        let revoke = try #require(Provider.google.revoke)
        let call = revoke.call(OAuthClient(id: "i", secret: Secret("s"), redirectURI: ""), Secret("t"))
        #expect(String(decoding: call.body, as: UTF8.self) == "token=t")
        #expect(revoke.sharesGrant)
        let grant = Grant(accessToken: Secret("a"), refreshToken: Secret("r"))
        #expect(Provider.google.tokensToRevoke(grant) == [Secret("r")])
    }
}
