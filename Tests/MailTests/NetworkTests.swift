import Domain
import Foundation
import NIOSSL
import Testing

@testable import Mail

@Suite("Over real sockets a letter goes under TLS, to the server meant and no other")
struct NetworkTests {
    private static let letter = Letter(id: "letter-1", to: "ada@acme.example", subject: "Linear needs you", text: "Hello")

    private static func send(to server: MailServer, as host: String, trusting path: String?, _ security: SMTPAddress.Security) async throws
    {
        let address = SMTPAddress(
            host: host, port: server.port, security: security, sender: "meetings@example.org", user: "robot", password: Secret("secret")
        )
        let time = TimeSource { Date(timeIntervalSince1970: 1_795_168_800) }
        try await Mail(address, trust: path.map { .file($0) } ?? .default, time: time).send(letter)
    }

    @Test func `everything but the greeting is under TLS`() async throws {
        let certificate = try Certificate()
        let server = try await MailServer(certificate)
        try await Self.send(to: server, as: "localhost", trusting: certificate.path, .startTLS)
        let lines = server.lines
        #expect(lines.prefix(2) == ["EHLO meeting-intelligence", "STARTTLS"])
        #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("TLS ") })
        #expect(lines.contains("TLS RCPT TO:<ada@acme.example>"))
        #expect(lines.contains("TLS Subject: Linear needs you"))
        try await server.close()
    }

    @Test func `a certificate nobody vouches for, or for another name, ends it before the password`() async throws {
        let certificate = try Certificate()
        let server = try await MailServer(certificate)
        await #expect(throws: LetterError.self) { try await Self.send(to: server, as: "localhost", trusting: nil, .startTLS) }
        await #expect(throws: LetterError.self) { try await Self.send(to: server, as: "127.0.0.1", trusting: certificate.path, .startTLS) }
        #expect(!server.lines.contains { $0.contains("AUTH") })
        try await server.close()
    }

    @Test func `what was slipped in before TLS began is not believed`() async throws {
        let certificate = try Certificate()
        let server = try await MailServer(certificate, mischief: true)
        await #expect(throws: LetterError.self) {
            try await Self.send(to: server, as: "localhost", trusting: certificate.path, .startTLS)
        }
        #expect(!server.lines.contains { $0.contains("AUTH") })
        try await server.close()
    }

    @Test func `a server that is not there is tried later`() async throws {
        let certificate = try Certificate()
        let server = try await MailServer(certificate)
        try await server.close()
        let error = await #expect(throws: LetterError.self) {
            try await Self.send(to: server, as: "127.0.0.1", trusting: nil, .none)
        }
        #expect("\(error, default: "")".contains("127.0.0.1:\(server.port) cannot be reached: "))
        #expect("\(error, default: "")".contains("refused"))
    }
}
