import Accounts
import Domain
import Foundation
import Providers
import Support
import Testing

@testable import Web

@Suite("Pages speak the language of whoever reads them")
struct LanguageTests {
    private static func library() throws -> TextLibrary { try TextLibrary(files: AssetLibrary.files(in: "Texts")) }

    private static let german = ["Accept": "text/html", "Accept-Language": "de-AT,de;q=0.9,en;q=0.5"]

    @Test(arguments: [
        ("de", "de"), ("de-CH, en;q=0.9", "de"), ("en;q=0.3, de;q=0.7", "de"), ("fr, en;q=0.8, de;q=0.2", "en"), ("DE", "de"),
        ("de;q=0", "en"), ("fr", "en"), ("", "en"), (";;,,q=", "en"), ("en, de", "en"), ("de;q=nonsense, en", "en"),
    ])
    func `the browser's wish decides, by its weights`(header: String, language: String) throws {
        #expect(try Self.library().choose(wanted: nil, accepting: header).language == language)
    }

    @Test func `what the person chose wins, if it is spoken here`() throws {
        let library = try Self.library()
        #expect(library.choose(wanted: "de", accepting: "en").language == "de")
        #expect(library.choose(wanted: "xx", accepting: "de").language == "de")
        #expect(library.choose(wanted: nil, accepting: nil).language == "en")
    }

    @Test func `a language that lacks a word of another stops the start`() {
        let files = [
            "en.json": Data(#"{"name": "English", "texts": {"a": "A", "b": "B"}, "phrases": {}}"#.utf8),
            "de.json": Data(#"{"name": "Deutsch", "texts": {"a": "A"}, "phrases": {}}"#.utf8),
        ]
        #expect(throws: TextLibrary.Incomplete.self) { try TextLibrary(files: files) }
    }

    /// Whatever follows `texts(` in the code, up to the part that is computed.
    @Test func `every word the code asks for is there, and every word there is used`() throws {
        let texts = try #require(try Self.library().languages.first)
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Web")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        var asked: Set<String> = []
        for file in files where ["swift", "mustache"].contains(file.pathExtension) {
            let source = try String(contentsOf: file, encoding: .utf8)
            let templates = file.pathExtension == "swift" ? [] : source.matches(of: /\[\[([a-z0-9_.-]+)\]\]/).map { String($0.1) }
            let literals = source.matches(of: /"([a-z0-9-]+\.[a-z0-9_.-]+)"/).map { String($0.1) }
            for key in templates { #expect(texts[key] != nil, "\(file.lastPathComponent) asks for \(key)") }
            asked.formUnion(templates + literals)
            asked.formUnion(source.matches(of: /"([a-z0-9.-]+\.)\\\(/).map { String($0.1) })
        }
        for key in texts.keys {
            let stems = [key, String(key.prefix(upTo: key.lastIndex(of: ".") ?? key.endIndex))]
            let isComputed = asked.contains { $0.hasSuffix(".") && key.hasPrefix($0) } || key.hasPrefix("title.")
            #expect(stems.contains(where: asked.contains) || isComputed, "nobody asks for \(key)")
        }
    }

    @Test func `what a provider can do is said in every language`() throws {
        let words = Provider.all.flatMap { provider in
            [provider.purpose] + provider.operations.flatMap { [$0.title] + [$0.choiceLabel].compactMap(\.self) }
        }
        let place = Registration.Place(
            server: "https://m.example", redirectURI: "https://m.example/r", webhookAddress: "https://m.example/w")
        let guides = (Provider.all.map(\.registration) + [Registration()]).map { $0.guide(place) }
        let steps = guides.flatMap { guide in
            guide.steps.map(\.text) + (guide.steps.compactMap(\.link) + [guide.form].compactMap(\.self)).map(\.label)
                + [guide.webhookSecret].compactMap(\.self)
        }
        let findings = ApplicationFinding.allCases.map { $0.message(provider: "Linear") }
        for texts in try Self.library().languages where texts.language != "en" {
            for word in words + steps + findings { #expect(texts.phrase(word) != word, "\(texts.name) lacks “\(word)”") }
        }
    }

    @Test(arguments: [
        ("Linear needs to be reconnected", "Linear muss neu verbunden werden"), ("Hello Ada Lovelace,", "Hallo Ada Lovelace,"),
        ("Reconnect Linear:", "Linear neu verbinden:"),
    ])
    func `what only a letter says is there in German`(english: String, german: String) throws {
        let phrases = try Phrases()
        #expect(phrases(english, in: "de") == german)
        #expect(phrases(english, in: "xx") == english)
    }

    @Test func `letters are in the language somebody signed up in, or chose later`() async throws {
        let world = try await World()
        let browser = world.browser()
        let fields = [("name", "Ada"), ("email", "ada@example.org"), ("password", "a walk along the quiet harbour")]
        _ = try await browser.submit([("language", "de"), ("next", "/signup")], to: "/preferences", from: "/signup")
        _ = try await browser.submit(fields, to: "/signup", from: "/signup")
        let id = Person.ID(try #require(try await browser.get("/api/v1/person").json["id"] as? String))
        #expect(try await world.product.accounts.person(id)?.language == "de")
        _ = try await browser.submit([("language", "en"), ("next", "/dashboard-ui")], to: "/preferences", from: "/dashboard-ui")
        #expect(try await world.product.accounts.person(id)?.language == "en")
    }

    /// Sentences for whoever starts a server, for programs that call without a browser, and for what is written at providers, which is English.
    private static let forOthers = [
        "JournalFile.swift", "KeyCheck.swift", "Provenance.swift", "SlackMessage.swift", "Registration.swift", "OperatorController.swift",
    ]
    private static let ofWebhooks: Set<String> = ["This message is not signed by {1}, or it is too old.", "This message cannot be read."]

    @Test func `every sentence that the other rooms say to a person is there in every language`() throws {
        let rooms = ["Accounts", "Connections", "Deliveries", "Meetings", "Providers", "Web"]
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
        let files = rooms.flatMap { room in
            FileManager.default.enumerator(at: sources.appending(path: room), includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
                ?? []
        }
        let others = try Self.library().languages.filter { $0.language != "en" }
        var count = 0
        for file in files where file.pathExtension == "swift" && !Self.forOthers.contains(file.lastPathComponent) {
            let source = try String(contentsOf: file, encoding: .utf8)
            for line in source.split(separator: "\n") where !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") {
                for match in line.matches(of: /"((?:[^"\\]|\\[^(]|\\\((?:[^()"]|\([^()]*\))*\))*)"/) {
                    let sentence = Self.withGaps(String(match.1))
                    guard sentence.count > 14, sentence.wholeMatch(of: /[A-Z{“].* .*[.?]/) != nil, !Self.ofWebhooks.contains(sentence)
                    else {
                        continue
                    }
                    count += 1
                    for texts in others {
                        #expect(texts.phrase(sentence) != sentence, "\(texts.name) lacks “\(sentence)” of \(file.lastPathComponent)")
                    }
                }
            }
        }
        #expect(count > 150)
    }

    /// `\(name) is not ready.` as a pattern writes it: `{1} is not ready.`
    private static func withGaps(_ literal: String) -> String {
        var number = 0
        return literal.replacing(/\\\((?:[^()]|\([^()]*\))*\)/) { _ in
            number += 1
            return "{\(number)}"
        }.replacing("\\\"", with: "\"")
    }

    @Test(arguments: [(1, "1 Sekunde"), (45, "45 Sekunden"), (100, "2 Minuten"), (600, "10 Minuten")])
    func `a wait is said as German says it`(seconds: Int, words: String) throws {
        let german = try #require(try Self.library().languages.first { $0.language == "de" })
        let attempts = AccountError.tooManyAttempts(seconds: seconds).message
        #expect(german.phrase(attempts) == "Zu viele Versuche. Versuchen Sie es in \(words) noch einmal.")
        let codes = PhoneLinkRefusal.tooMany(seconds: seconds).message
        #expect(german.phrase(codes) == "Zu viele Codes wurden versucht. Versuchen Sie es in \(words) noch einmal.")
    }

    @Test func `a sentence with gaps is translated with what fills them`() {
        let pattern = PhrasePattern("{1} asks {2}, twice.", "{2} wird von {1} zweimal gefragt.")
        #expect(pattern.translate("Linear asks Ada, twice.") == "Ada wird von Linear zweimal gefragt.")
        #expect(pattern.translate("Linear asks Ada, once.") == nil)
        #expect(pattern.translate("") == nil)
        #expect(pattern.translate("Linear asks Ada, twice.") { $0 == "Ada" ? "Eva" : $0 } == "Eva wird von Linear zweimal gefragt.")
        #expect(pattern.translate("{2} asks Ben, twice.") == "Ben wird von {2} zweimal gefragt.")
        #expect(PhrasePattern("Only {1}", "Nur {1}").translate("Only") == nil)
    }

    @Test func `what fills a gap is never taken for one itself`() {
        let texts = Texts(language: "en", name: "English", texts: ["x": "{name} gave {{tag}} to {place} {"], phrases: [:])
        #expect(texts("x", ["name": "{place}", "place": "{name}"]) == "{place} gave {{tag}} to {name} {")
        #expect(texts("x") == "{name} gave {{tag}} to {place} {")
    }

    @Test func `a German browser gets German pages, and the API stays English`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let page = try await ada.send(.get, "/settings/integrations", headers: Self.german)
        #expect(page.text.contains("<html lang=\"de\""))
        #expect(page.text.contains("Linear verbinden"))
        #expect(page.text.contains("Issues anlegen") || page.text.contains("Issues aus Aufgaben"))
        let missing = try await ada.send(.get, "/nowhere", headers: Self.german)
        #expect(missing.status == 404 && missing.text.contains("Unter dieser Adresse ist nichts."))
        let problem = try await ada.send(
            .get, "/api/v1/meetings/nothing", headers: ["Accept": "application/json", "Accept-Language": "de"])
        #expect(problem.json["detail"] as? String == "There is no such meeting among yours.")
    }

    @Test func `no tag and no key is left over on any page`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let meeting = try await ada.api(.post, "/api/v1/meetings", ["title": "Weekly", "transcript": JourneyTests.transcript])
        let id = try #require(meeting.json["id"] as? String)
        let pages = [
            "/dashboard-ui", "/meetings", "/meetings/new", "/meetings/\(id)", "/settings/integrations", "/settings/account",
            "/settings/activity", "/onboarding", "/integrations/google/connect", "/setup", "/setup/linear",
        ]
        for language in ["en", "de"] {
            for path in pages {
                let text = try await ada.send(.get, path, headers: ["Accept": "text/html", "Accept-Language": language]).text
                #expect(!text.contains("[[") && !text.contains("{{"), "\(language) \(path)")
                #expect(text.contains("<title>") && !text.contains("<title>title."), "\(language) \(path)")
            }
        }
    }

    @Test func `language and colours chosen at the foot are remembered, and lead back to the same page`() async throws {
        let world = try await World()
        let visitor = world.browser()
        let chosen = try await visitor.submit([("language", "de"), ("next", "/login")], to: "/preferences", from: "/login")
        #expect(chosen.status == 303 && chosen.location == "/login")
        #expect(try await visitor.get("/login").text.contains("<html lang=\"de\">"))
        _ = try await visitor.submit([("theme", "dark")], to: "/preferences", from: "/login")
        #expect(try await visitor.get("/login").text.contains("<html lang=\"de\" data-theme=\"dark\">"))
        _ = try await visitor.submit([("theme", "automatic")], to: "/preferences", from: "/login")
        #expect(!(try await visitor.get("/login").text.contains("data-theme=")))
    }

    @Test(arguments: [("language", "xx"), ("theme", "<script>")])
    func `a choice that is not offered is refused`(field: String, value: String) async throws {
        let world = try await World()
        let visitor = world.browser()
        let reply = try await visitor.submit([(field, value)], to: "/preferences", from: "/login")
        #expect(reply.status == 422)
        #expect(visitor.cookies[field] == nil)
        #expect(try await visitor.post([("theme", "dark")], to: "/preferences").status == 403)
    }
}
