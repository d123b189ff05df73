import Domain
import Foundation

/// What is said to hand in one letter. Knows no socket.
struct SMTPSession: Sendable {
    private let address: SMTPAddress

    init(_ address: SMTPAddress) {
        self.address = address
    }

    func deliver(_ message: Message, over wire: inout some Wire) async throws {
        try expect(220, try await .read(from: &wire), "greeting")
        var hello = try await self.hello(over: &wire)
        if address.security == .startTLS {
            guard hello.extensionParameters("STARTTLS") != nil else {
                throw LetterError.later(reason: "the mail server \(address.host) offers no TLS, and nothing is handed in without it")
            }
            try expect(220, try await ask("STARTTLS", over: &wire), "STARTTLS")
            try await wire.startTLS()
            // What was said in the clear counts for nothing (RFC 3207, section 4.2).
            hello = try await self.hello(over: &wire)
        }
        try await authenticate(hello, over: &wire)
        try expect(250, try await ask("MAIL FROM:<\(message.sender)>", over: &wire), "sender")
        try expect(250, try await ask("RCPT TO:<\(message.recipient)>", over: &wire), "recipient")
        try expect(354, try await ask("DATA", over: &wire), "DATA")
        // No line begins with a dot: headers have names, and the body is base64.
        try expect(250, try await ask(message.text + ".", over: &wire), "letter")
        // The letter is theirs now; how they say goodbye changes nothing.
        _ = try? await ask("QUIT", over: &wire)
    }

    private func hello(over wire: inout some Wire) async throws -> SMTPReply {
        let reply = try await ask("EHLO meeting-intelligence", over: &wire)
        try expect(250, reply, "EHLO")
        return reply
    }

    private func authenticate(_ hello: SMTPReply, over wire: inout some Wire) async throws {
        guard let user = address.user, let password = address.password else { return }
        let offered = hello.extensionParameters("AUTH") ?? []
        if offered.contains("PLAIN") {
            let pair = Data("\0\(user)\0\(password.reveal())".utf8).base64EncodedString()
            try expect(235, try await ask("AUTH PLAIN \(pair)", over: &wire), "password")
        } else if offered.contains("LOGIN") {
            try expect(334, try await ask("AUTH LOGIN", over: &wire), "AUTH LOGIN")
            try expect(334, try await ask(Data(user.utf8).base64EncodedString(), over: &wire), "user")
            try expect(235, try await ask(Data(password.reveal().utf8).base64EncodedString(), over: &wire), "password")
        } else {
            throw LetterError.later(reason: "the mail server \(address.host) takes no password that way")
        }
    }

    private func ask(_ text: String, over wire: inout some Wire) async throws -> SMTPReply {
        try await wire.send(text + "\r\n")
        return try await .read(from: &wire)
    }

    /// A 5xx to the recipient is about this letter and final; any other refusal is about our set-up, and may be mended.
    private func expect(_ code: Int, _ reply: SMTPReply, _ step: String) throws(LetterError) {
        guard reply.code != code, !(code == 250 && reply.code == 251) else { return }
        let reason = "the mail server answered \(reply.code) to the \(step)"
        throw step == "recipient" && reply.code >= 500 ? .refused(reason: reason) : .later(reason: reason)
    }
}
