import Domain
import Testing

@Suite("What an operator types is read as it was meant")
struct SetupTests {
    private static let code = SetupCode(random: RandomSource { count in (0..<count).map { UInt8($0 * 7) } })

    @Test func `a code is read aloud in three groups, and kept as a hash`() throws {
        let text = Self.code.reveal()
        #expect(text.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/) != nil)
        #expect(SetupCode(typed: text)?.fingerprint == Self.code.fingerprint)
        #expect(!"\(Self.code)".contains(text.prefix(4)))
    }

    @Test func `case, dashes, spaces and look-alikes do not matter`() throws {
        let text = Self.code.reveal()
        let readings = [
            text.lowercased(), text.replacing("-", with: ""), text.replacing("-", with: " "), "  \(text)\n", text.replacing("0", with: "o"),
            text.replacing("1", with: "l"), text.replacing("1", with: "I"),
        ]
        for reading in readings { #expect(SetupCode(typed: reading) == Self.code, "\(reading)") }
    }

    @Test(arguments: ["", "-", "7H3K-9QXA-PM2", "7H3K-9QXA-PM2DD", "7H3K-9QXA-PM2U", "7H3K-9QXA-PM2é", String(repeating: "7", count: 5000)])
    func `what cannot be a code is none`(text: String) {
        #expect(SetupCode(typed: text) == nil)
    }

    @Test(arguments: [
        (true, true, true, SetupStand.done), (true, false, false, .done), (false, false, true, .openToFirst),
        (false, true, true, .codeNeeded), (false, false, false, .codeNeeded), (false, true, false, .codeNeeded),
    ])
    func `only the first on a machine of their own needs no code`(hasOperator: Bool, hasPeople: Bool, isLocal: Bool, stand: SetupStand) {
        #expect(SetupStand(hasOperator: hasOperator, hasPeople: hasPeople, isLocal: isLocal) == stand)
    }

    @Test func `pasted spaces are left out, and an empty secret keeps the stored one`() throws {
        let draft = try ApplicationDraft(clientID: " id\n", clientSecret: "\tsecret ", webhookSecret: " sign ")
        #expect(draft.clientID == "id" && draft.clientSecret == Secret("secret") && draft.webhookSecret == .set(Secret("sign")))
        let kept = try ApplicationDraft(clientID: "id", clientSecret: "  ", webhookSecret: nil)
        #expect(kept.clientSecret == nil && kept.webhookSecret == .keep)
        #expect(try ApplicationDraft(clientID: "id", clientSecret: "s", webhookSecret: "").webhookSecret == .remove)
        #expect(!"\(draft)".contains("secret ") && !"\(draft)".contains("sign)"))
    }

    @Test(arguments: [
        ("", "s", nil, ApplicationDraft.Fault.clientID), ("two words", "s", nil, .clientID), ("id", "two words", nil, .secret),
        ("id", "sécret", nil, .secret), ("id", "s\u{0}", nil, .secret), ("id", "s", "a b", .webhookSecret),
        (String(repeating: "x", count: 401), "s", nil, .clientID), ("id", String(repeating: "x", count: 2001), nil, .secret),
    ])
    func `what no provider gives is refused`(id: String, secret: String, signing: String?, fault: ApplicationDraft.Fault) {
        #expect(throws: fault) { try ApplicationDraft(clientID: id, clientSecret: secret, webhookSecret: signing) }
    }
}
