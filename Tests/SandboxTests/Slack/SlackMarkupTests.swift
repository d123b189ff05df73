import Testing

@testable import Sandbox

@Suite("Slack's markup is read as Slack reads it")
struct SlackMarkupTests {
    private func spans(_ text: String, isFormatted: Bool = true) -> [SlackSpan] {
        let state = SlackSeed.state(now: SimulationMoment(milliseconds: 0))
        let team = state.team(domain: "acme")?.id ?? ""
        return SlackMarkup(directory: SlackDirectory(state, teamID: team), isFormatted: isFormatted).spans(text)
    }

    @Test(
        arguments: [
            (
                "*bold* _italic_ ~gone~ `code`",
                [
                    .bold([.text("bold")]), .text(" "), .italic([.text("italic")]), .text(" "), .strike([.text("gone")]), .text(" "),
                    .code("code"),
                ]
            ),
            ("snake_case_name and 2*3*4", [.text("snake_case_name and 2*3*4")]), ("* not bold *", [.text("* not bold *")]),
            ("*bold _both_*", [.bold([.text("bold "), .italic([.text("both")])])]), ("a *b", [.text("a *b")]),
            ("one\ntwo", [.text("one"), .lineBreak, .text("two")]), ("&gt; quoted", [.quote([.text("quoted")])]),
            ("```\nlet a = *1*\n```", [.block("let a = *1*")]), ("`a *b* c`", [.code("a *b* c")]),
            ("&lt;b&gt; &amp;amp;", [.text("<b> &amp;")]), ("<script>", [.text("<script>")]), ("a < b > c", [.text("a < b > c")]),
            ("<!here> <!unknown>", [.broadcast("here"), .text(" <!unknown>")]),
            ("<https://x.example/a?b=1&amp;c=2|label>", [.link(address: "https://x.example/a?b=1&c=2", label: "label")]),
            ("<mailto:a@x.example>", [.link(address: "mailto:a@x.example", label: "a@x.example")]),
            ("<javascript:alert(1)|x>", [.text("<javascript:alert(1)|x>")]),
            ("See https://x.example/a.", [.text("See "), .link(address: "https://x.example/a", label: "https://x.example/a"), .text(".")]),
            ("<!date^1392734382^{date}|18 February>", [.text("18 February")]),
        ] as [(String, [SlackSpan])])
    func `text becomes what a reader sees`(text: String, expected: [SlackSpan]) {
        #expect(spans(text) == expected)
    }

    @Test func `an id becomes a name`() {
        let state = SlackSeed.state(now: SimulationMoment(milliseconds: 0))
        let ben = state.user(email: "ben@acme.example")?.id ?? ""
        let general = state.conversations.first { $0.name == "general" }?.id ?? ""
        #expect(spans("<@\(ben)> in <#\(general)>") == [.person(name: "Ben Carter"), .text(" in "), .channel(name: "general")])
        let gina = state.user(email: "gina@globex.example")?.id ?? ""
        #expect(spans("<@\(gina)>") == [.text("<@\(gina)>")], "she is not in this workspace")
    }

    @Test func `without formatting, marks stay and mentions still work`() {
        #expect(spans("*a* <!channel>", isFormatted: false) == [.text("*a* "), .broadcast("channel")])
    }

    @Test func `long runs of marks are read in reasonable time`() {
        let text = String(repeating: "*a ", count: 2_000)
        #expect(SlackSpan.plain(spans(text)) == text)
    }
}
