import Domain
import Foundation
import Testing

@testable import Mail

@Suite("A letter is handed in whole and safely, or not at all")
struct SMTPTests {
    private static let now = Date(timeIntervalSince1970: 1_795_168_800)
    private static let letter = Letter(id: "letter-1", to: "ada@acme.example", subject: "Linear needs you", text: "Hello\n.\nÄ\n")

    private static func said(_ url: String, _ replies: [String], letter: Letter = letter) async throws -> [String] {
        let address = try #require(SMTPAddress(url))
        var wire = ScriptedWire(replies: replies)
        try await SMTPSession(address).deliver(try Message(letter, from: address.sender, at: now), over: &wire)
        return wire.said
    }

    private static let good = ["250 sender", "250 recipient", "354 go on", "250 taken", "221 bye"]

    @Test func `with STARTTLS the password goes out under TLS alone, and extensions are asked anew`() async throws {
        let said = try await Self.said(
            "smtp://robot:secret%21@mail.example:587?from=meetings@example.org",
            [
                "220 hi", "250-mail.example", "250-AUTH PLAIN", "250 STARTTLS", "220 go", "250-mail.example", "250 AUTH LOGIN PLAIN",
                "235 ok",
            ]
                + Self.good
        )
        let pair = Data("\0robot\0secret!".utf8).base64EncodedString()
        #expect(
            said.prefix(6) == [
                "EHLO meeting-intelligence\r\n", "STARTTLS\r\n", "TLS EHLO meeting-intelligence\r\n", "TLS AUTH PLAIN \(pair)\r\n",
                "TLS MAIL FROM:<meetings@example.org>\r\n", "TLS RCPT TO:<ada@acme.example>\r\n",
            ])
        #expect(said.count == 9)
        #expect(said[7].hasSuffix("\r\n.\r\n"))
    }

    @Test func `without TLS nothing is said to a server elsewhere`() async {
        await #expect(throws: LetterError.self) {
            try await Self.said("smtp://robot:secret@mail.example?from=m@example.org", ["220 hi", "250-mail.example", "250 AUTH PLAIN"])
        }
    }

    @Test func `a server on this machine is spoken to in the clear, and AUTH LOGIN does too`() async throws {
        let local = try await Self.said("smtp://localhost?from=m@example.org", ["220 hi", "250 localhost"] + Self.good)
        #expect(local.count == 6)
        let login = try await Self.said(
            "smtps://robot:secret@mail.example?from=m@example.org",
            ["220 hi", "250-mail.example", "250 AUTH=LOGIN", "334 VXNlcg==", "334 UGFzcw==", "235 ok"] + Self.good
        )
        #expect(login[2] == "cm9ib3Q=\r\n")
    }

    @Test(arguments: [
        ("550 no such mailbox", LetterError.refused(reason: "the mail server answered 550 to the recipient")),
        ("450 busy", .later(reason: "the mail server answered 450 to the recipient")),
        ("nonsense", .later(reason: "the mail server gave an answer that is none")),
    ])
    func `a refusal is final only where it is about the recipient`(reply: String, error: LetterError) async {
        await #expect(throws: error) {
            try await Self.said("smtp://localhost?from=m@example.org", ["220 hi", "250 localhost", "250 sender", reply])
        }
    }

    @Test func `a server that hangs up is tried later, and after the letter is taken it may`() async throws {
        await #expect(throws: LetterError.self) { try await Self.said("smtp://localhost?from=m@example.org", ["220 hi"]) }
        let replies = ["220 hi", "250 localhost"] + Self.good.dropLast()
        #expect(try await Self.said("smtp://localhost?from=m@example.org", replies).count == 6)
    }

    @Test func `the message is plain, encoded, and no line of it begins with a dot`() throws {
        let message = try Message(Self.letter, from: "meetings@example.org", at: Self.now)
        let lines = message.text.components(separatedBy: "\r\n")
        #expect(lines.contains("Date: Fri, 20 Nov 2026 10:00:00 +0000"))
        #expect(lines.contains("Message-ID: <letter-1@example.org>"))
        #expect(lines.contains("Subject: Linear needs you"))
        #expect(!lines.contains { $0.hasPrefix(".") || $0.utf8.count > 78 })
        let body = try #require(Data(base64Encoded: lines.drop { !$0.isEmpty }.joined()))
        #expect(String(decoding: body, as: UTF8.self) == "Hello\r\n.\r\nÄ\r\n")
    }

    @Test func `a subject beyond ASCII is encoded in words that end between characters`() throws {
        let subject = String(repeating: "Verbindung zu Linear verlängern – 会議 ", count: 4)
        let letter = Letter(id: "x", to: "ada@acme.example", subject: subject + "\r\nBcc: eve@evil.example", text: "")
        let text = try Message(letter, from: "m@example.org", at: Self.now).text
        #expect(!text.contains("\r\nBcc:"))
        let words = text.matches(of: /=\?utf-8\?B\?([A-Za-z0-9+\/=]+)\?=/)
        #expect(words.allSatisfy { $0.0.count <= 75 })
        let decoded = words.compactMap { Data(base64Encoded: String($0.1)).flatMap { String(data: $0, encoding: .utf8) } }
        #expect(decoded.joined() == subject + "  Bcc: eve@evil.example")
    }

    @Test(arguments: ["", "ada", "ada@", "@acme", "ada@acme@x", "a b@acme", "ada@acme>\r\nDATA", "ädä@acme.example", "ada@acme.example\n"])
    func `an address that could be taken for more is refused`(address: String) {
        #expect(throws: LetterError.self) {
            try Message(Letter(id: "x", to: address, subject: "x", text: "x"), from: "m@example.org", at: Self.now)
        }
    }

    @Test func `the setting is read with its defaults`() throws {
        let submission = try #require(SMTPAddress("smtp://robot%40x:p%40ss@mail.example?from=m@example.org"))
        #expect(
            (submission.port, submission.security, submission.user, submission.password?.reveal()) == (587, .startTLS, "robot@x", "p@ss"))
        let implicit = try #require(SMTPAddress("smtps://mail.example?from=m@example.org"))
        #expect((implicit.port, implicit.security) == (465, .tls))
        for text in [
            "http://mail.example?from=m@e.org", "smtp://mail.example", "smtp://user@mail.example?from=m@e.org", "smtp://?from=m@e.org",
        ] {
            #expect(SMTPAddress(text) == nil, "\(text)")
        }
    }
}
