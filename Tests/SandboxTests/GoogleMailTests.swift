import Testing

@testable import Sandbox

@Suite("Gmail sends well-formed mail, and nothing else")
struct GoogleMailTests {
    static let simple = "To: ben@acme.example\r\nSubject: Hello\r\n\r\nA line.\r\n"

    @Test func `a mail with text and HTML arrives as it was meant`() async throws {
        let world = try GoogleWorld()
        let message = """
            From: "Lovelace, Ada" <ada@acme.example>\r
            To: Ben Carter <ben@acme.example>, =?utf-8?Q?Zo=C3=AB?= <zoe@elsewhere.example>\r
            Cc: clara@acme.example\r
            Bcc: gina@globex.example\r
            Subject: =?utf-8?B?Q2Fmw6kg?=\r
             =?utf-8?Q?at_noon?=\r
            Message-ID: <item-1@meeting.example>\r
            Date: Sun, 22 Nov 2026 12:00:00 +0000\r
            MIME-Version: 1.0\r
            Content-Type: multipart/alternative; boundary="b1"\r
            \r
            For nobody.\r
            --b1\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Bring the caf=C3=A9 list, and a long line that goes on=\r
             after the break.\r
            --b1\r
            Content-Type: text/html; charset=utf-8\r
            Content-Transfer-Encoding: base64\r
            \r
            PHA+QnJpbmcgdGhlIDxiPmNhZsOpPC9iPg0KbGlzdDwvcD4=\r
            --b1--\r

            """
        try await world.run { google async throws in
            let reply = try await google.send(message, token: google.connect().access)
            #expect(reply.status == 200)
            #expect(reply["labelIds"] == ["SENT"])
            #expect(reply["id"]?.string?.wholeMatch(of: /[0-9a-f]{16}/) != nil)
            #expect(reply["threadId"] == reply["id"])
        }
        let mail = try #require(world.google.mails.first)
        #expect(mail.account == "ada@acme.example")
        #expect(mail.fromName == "Lovelace, Ada")
        #expect(mail.to == ["ben@acme.example", "zoe@elsewhere.example"])
        #expect(mail.cc == ["clara@acme.example"] && mail.bcc == ["gina@globex.example"])
        #expect(mail.subject == "Café at noon")
        #expect(mail.messageID == "<item-1@meeting.example>")
        #expect(mail.text == "Bring the café list, and a long line that goes on after the break.")
        #expect(mail.html == "<p>Bring the <b>café</b>\nlist</p>")
        #expect(mail.sentAt == "2026-11-22T12:00:00.000Z")
    }

    @Test func `From and Message-ID may be left out, and lines may end with LF`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            #expect(try await google.send("To: ben@acme.example\nSubject: Hi\n\nText", token: google.connect().access).status == 200)
        }
        #expect(world.google.mails.map(\.text) == ["Text"])
        #expect(world.google.mails[0].messageID.hasSuffix("@mail.gmail.com>"))
    }

    @Test func `sending twice sends twice`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            for _ in 0..<2 { #expect(try await google.send(Self.simple, token: token).status == 200) }
        }
        #expect(world.google.mails.count == 2)
    }

    @Test(
        arguments: [
            ("Subject: To nobody\r\n\r\nText", "Recipient address required"),
            ("From: ben@acme.example\r\nTo: x@x.example\r\n\r\nText", "it must be ada@acme.example"),
            ("From: ada@acme.example, ben@acme.example\r\nTo: x@x.example\r\n\r\nText", "more than one address"),
            ("To: nobody\r\n\r\nText", "not a mail address"),
            ("To: Carter, Ben <ben@acme.example>\r\n\r\nText", "not a mail address"),
            ("To: ben@acme.example\r\nTo: x@x.example\r\n\r\nText", "more than once"),
            ("To: ben@acme.example\r\nSubject: Café\r\n\r\nText", "RFC 2047"),
            ("To: ben@acme.example\r\nSubject: =?utf-8?Q?Caf=C3?=\r\n\r\nText", "not UTF-8"),
            ("To: ben@acme.example\r\nSubject: =?utf-8?Q?a b?=\r\n\r\nText", "encoded word"),
            ("To: ben@acme.example\r\nSubject: =?utf-8?B?Q?=\r\n\r\nText", "cannot be decoded"),
            ("To: ben@acme.example\r\nSubject: x=?utf-8?Q?y?=\r\n\r\nText", "word before it"),
            ("To: ben@acme.example\r\nMessage-ID: item-1\r\n\r\nText", "Message-ID"),
            ("To: ben@acme.example\r\nDate: 2026-11-22\r\n\r\nText", "Date"),
            ("To: ben@acme.example\r\nNo colon\r\n\r\nText", "NAME: VALUE"),
            ("To: ben@acme.example\r\nSubject: a\rBcc: x@x.example\r\n\r\nText", "CR without LF"),
            ("To: ben@acme.example\r\n\r\nCafé", "not ASCII"),
            ("To: ben@acme.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nText", "MIME-Version"),
            (mime("Content-Type: text/plain; charset=klingon", "Text"), "charset"),
            (mime("Content-Type: plain; charset", "Text"), "parameter"),
            (mime("Content-Transfer-Encoding: rot13", "Text"), "rot13"),
            (mime("Content-Transfer-Encoding: quoted-printable", "a=G1"), "broken escape"),
            (mime("Content-Transfer-Encoding: quoted-printable", String(repeating: "a", count: 79)), "78"),
            (mime("Content-Transfer-Encoding: base64", "A?=="), "base64"),
            (mime("Content-Type: multipart/alternative; boundary=b", "--b\r\n\r\nText"), "does not end"),
            (mime("Content-Type: multipart/alternative; boundary=b", "--b--"), "without parts"),
            (mime("Content-Type: multipart/alternative", "Text"), "boundary"),
            ("To: ben@acme.example\r\nSubject: \(String(repeating: "a", count: 999))\r\n\r\nText", "998"),
        ])
    func `a mistake in a message is refused, and nothing is sent`(message: String, says: String) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let reply = try await google.send(message, token: google.connect().access)
            #expect(reply.status == 400)
            #expect(reply.reason == "invalidArgument")
            #expect(reply.canonical == "INVALID_ARGUMENT")
            #expect(reply.apiMessage.contains(says), "\(reply.apiMessage)")
        }
        #expect(world.google.mails.isEmpty)
    }

    private static func mime(_ header: String, _ body: String) -> String {
        "To: ben@acme.example\r\nMIME-Version: 1.0\r\n\(header)\r\n\r\n\(body)"
    }

    @Test(
        arguments: [
            [:], ["raw": ""], ["raw": "a+b/"], ["raw": "abcde"], ["raw": 5], ["message": "x"], ["raw": "VG86IHg", "subject": "x"],
        ] as [JSON])
    func `a body without a mail is refused`(body: JSON) async throws {
        try await GoogleWorld().run { google async throws in
            let path = "/gmail.googleapis.com/gmail/v1/users/me/messages/send"
            #expect(try await google.call(.post, path, token: google.connect().access, json: body).status == 400)
        }
    }

    @Test func `raw may be padded`() async throws {
        try await GoogleWorld().run { google async throws in
            let path = "/gmail.googleapis.com/gmail/v1/users/me/messages/send"
            let text = "To: b@b.example\r\n\r\nHello."
            let raw = Base64URL.encoded(text.utf8)
            let padded = raw + String(repeating: "=", count: (4 - raw.count % 4) % 4)
            #expect(padded != raw)
            #expect(try await google.call(.post, path, token: google.connect().access, json: ["raw": .string(padded)]).status == 200)
        }
    }

    @Test func `the user is me, or the account by its address`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            #expect(try await google.send(Self.simple, token: token, user: "ada%40acme.example").status == 200)
            let other = try await google.send(Self.simple, token: token, user: "ben@acme.example")
            #expect(other.status == 403)
            #expect(other.reason == "forbidden")
        }
    }

    @Test func `a thread must be one of the account's`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            let first = try await google.send(Self.simple, token: token)
            let path = "/gmail.googleapis.com/gmail/v1/users/me/messages/send"
            let raw = JSON.string(Base64URL.encoded(Self.simple.utf8))
            let answer = try await google.call(.post, path, token: token, json: ["raw": raw, "threadId": first["threadId"] ?? .null])
            #expect(answer["threadId"] == first["threadId"])
            #expect(try await google.call(.post, path, token: token, json: ["raw": raw, "threadId": "0000"]).status == 404)
        }
        #expect(world.google.mails.count == 2)
    }

    @Test func `parts that are attached are named, however their name is written`() async throws {
        let world = try GoogleWorld()
        let message = """
            To: ben@acme.example\r
            MIME-Version: 1.0\r
            Content-Type: multipart/mixed; boundary="outer"\r
            \r
            --outer\r
            Content-Type: multipart/alternative; boundary=inner\r
            \r
            --inner\r
            \r
            Hello\r
            --inner--\r
            --outer\r
            Content-Type: application/pdf\r
            Content-Transfer-Encoding: base64\r
            Content-Disposition: attachment; filename*=utf-8''not%C3%A9s.pdf\r
            \r
            AAE=\r
            --outer\r
            Content-Type: text/plain\r
            Content-Disposition: attachment; filename="a \\"list\\".txt"\r
            \r
            x\r
            --outer--\r

            """
        try await world.run { google async throws in
            #expect(try await google.send(message, token: google.connect().access).status == 200)
        }
        #expect(world.google.mails.map(\.attachments) == [["notés.pdf", "a \"list\".txt"]])
        #expect(world.google.mails.map(\.text) == ["Hello"])
    }
}
