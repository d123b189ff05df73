import Domain
import Foundation
import Testing

@Suite("A link for a phone is good for one person, once, for five minutes")
struct PhoneLinkTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private static func link(_ state: PhoneLink.State = .open) -> PhoneLink {
        PhoneLink(
            personID: Person.ID("ada"), provider: "linear", state: state, createdAt: start, expiresAt: start.addingTimeInterval(300))
    }

    @Test func `its person may go on with it`() {
        #expect(Self.link().refusal(to: Person.ID("ada"), at: Self.start) == nil)
        #expect(Self.link().refusal(to: Person.ID("ada"), at: Self.start.addingTimeInterval(299.9)) == nil)
    }

    @Test func `after five minutes it is too late`() {
        #expect(Self.link().refusal(to: Person.ID("ada"), at: Self.start.addingTimeInterval(300)) == .expired)
    }

    @Test(arguments: [(PhoneLink.State.used, PhoneLinkRefusal.used), (.replaced, .replaced)])
    func `one that has ended says how`(state: PhoneLink.State, refusal: PhoneLinkRefusal) {
        #expect(Self.link(state).refusal(to: Person.ID("ada"), at: Self.start) == refusal)
    }

    @Test(arguments: PhoneLink.State.allCases) func `anybody else learns that it is not theirs and no more`(state: PhoneLink.State) {
        #expect(Self.link(state).refusal(to: Person.ID("ben"), at: Self.start.addingTimeInterval(900)) == .ofAnother)
    }
}

@Suite("A device is called what people call it")
struct DeviceNameTests {
    @Test(arguments: [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari on iPhone"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1",
            "Chrome on iPhone"
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15",
            "Firefox on iPad"
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome on Android"
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge on Windows"
        ),
        ("Firefox/140.0", "Firefox"), ("curl/8.5.0", "curl/8.5.0"), ("", ""),
    ])
    func `by browser and system`(userAgent: String, words: String) {
        #expect(DeviceName.words(userAgent) == words)
    }

    @Test(arguments: [
        ("curl\u{0}/8\u{1B}[31m", "curl/8[31m"), ("\u{202E}txt.exe\u{2066}", "txt.exe"), ("a\u{200B}b\u{FEFF}c", "abc"),
        ("tab\there", "tabhere"), ("line\u{2028}end\u{2029}", "lineend"), ("Čeština/1.0", "Čeština/1.0"),
    ])
    func `what is not seen, or turns the direction of writing, is left out of what nobody knows`(userAgent: String, words: String) {
        #expect(DeviceName.words(userAgent) == words)
        #expect(DeviceName.shortened(userAgent) == words)
        #expect(DeviceName.ownWords(userAgent) == words)
    }

    @Test func `what nobody knows is kept short and on one line`() {
        #expect(DeviceName.words(String(repeating: "x", count: 500)).count == 60)
        #expect(DeviceName.shortened("a\r\nb\n" + String(repeating: "x", count: 500)) == "ab" + String(repeating: "x", count: 198))
    }
}
