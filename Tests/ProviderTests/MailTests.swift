import Domain
import Foundation
import Testing

@testable import Providers

@Suite("A mail is what was meant, whatever the transcript says")
struct MailTests {
    private static func message(subject: String = "Notes", text: String = "Hello", html: String = "<p>Hello</p>") -> String {
        let message = MailMessage(
            from: AddrSpec("ada@acme.example"), to: [AddrSpec("ben@acme.example")].compactMap(\.self), subject: subject,
            id: "1@acme.example",
            date: Script.now, text: text, html: html, boundary: "=_b"
        )
        return String(decoding: message.bytes, as: UTF8.self)
    }

    @Test func `it has both forms of the same content, and ends its lines as mail does`() {
        let mail = Self.message(text: "Grüße\nund", html: "<p>Grüße</p>")
        #expect(!mail.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
        let parts = mail.components(separatedBy: "--=_b")
        #expect(parts.count == 4 && parts[3] == "--\r\n")
        #expect(parts[1].hasPrefix("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"))
        #expect(parts[1].contains(Data("Grüße\r\nund".utf8).base64EncodedString()))
        #expect(parts[2].contains("Content-Type: text/html"))
    }

    @Test(arguments: [
        "Weekly\r\nBcc: everyone@acme.example", "x\nContent-Type: text/html\n\n<b>", "x\u{0}\u{85}y", "Tab\tand\u{2028}line",
    ])
    func `a title can begin no header of its own`(title: String) {
        let head = Self.message(subject: title).components(separatedBy: "\r\n\r\n")[0]
        let names = head.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: ":").first }
        #expect(names == ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"])
    }

    @Test(arguments: [
        "Grüße aus Köln", String(repeating: "Überlänge 🎉 ", count: 30), "=?UTF-8?B?eA==?=", String(repeating: "long ", count: 40),
    ])
    func `a title in any script is read as it was written`(title: String) throws {
        let encoded = EncodedWord.encode(title)
        let words = encoded.components(separatedBy: "\r\n ")
        #expect(words.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?UTF-8?B?") && $0.hasSuffix("?=") })
        let decoded = words.compactMap { Data(base64Encoded: String($0.dropFirst(10).dropLast(2))) }
        #expect(decoded.allSatisfy { String(data: $0, encoding: .utf8) != nil })
        #expect(String(decoding: decoded.reduce(Data(), +), as: UTF8.self) == title)
    }

    @Test func `a plain title stays readable`() {
        #expect(EncodedWord.encode("Weekly product, 42 min") == "Weekly product, 42 min")
    }

    @Test(arguments: ["ada@acme.example", "a.b+c@x-y.example.org", "o'neil@acme.example"]) func `an address is taken`(text: String) {
        #expect(AddrSpec(text)?.text == text)
    }

    @Test(arguments: [
        "", "ada", "@acme.example", "ada@", "ada@acme", "a b@acme.example", "ada@acme.example, b@c.example", "<ada@acme.example>",
        "ada@acme..example", "ada.@acme.example", "ada@-acme.example", "ada@acme.example\r\nBcc: x@y.example", "ädä@acme.example",
        String(repeating: "a", count: 65) + "@acme.example", "ada@" + String(repeating: "a.", count: 130) + "example", "a@b@c.example",
    ])
    func `what is no address is not`(text: String) {
        #expect(AddrSpec(text) == nil)
    }

    @Test func `in HTML the transcript's words are words`() {
        var digest = MeetingDigest.sample
        digest.title = #"<script>alert("x")</script> & 'co'"#
        digest.decisions = ["<img src=x onerror=y>"]
        let html = Minutes(digest).html
        #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>report"))
        #expect(html.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39;"))
        #expect(html.contains("<li><strong>Write the report</strong> — Ben, by Mon 30 Nov 2026<br>"))
    }

    @Test func `as text it has the day in the person's zone, the people, and every item`() {
        #expect(
            Minutes(.sample).text == """
                Weekly & more
                Friday 20 November 2026 · 42 min · Ada, Ben

                We spoke of <!channel> and #1.

                Decisions
                - We ship on Friday.

                Action items
                - Write the report — Ben, by Mon 30 Nov 2026
                  “I'll write the <b>report</b> by Monday, @ada.”

                """)
    }
}
