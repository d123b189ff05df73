import Foundation

/// Asks a person whether an application may act for them.
struct SimulationConsentPage<Rules: SimulationConsentRules>: Sendable {
    let rules: Rules
    let ask: SimulationAsk
    let ticket: String
    let state: Rules.State
    /// The mail of the account this browser used last.
    let remembered: String?

    var page: Page {
        Page(title: "Allow access · Sandbox \(rules.name)", band: "not the real \(rules.name)", isNarrow: true, content: content)
    }

    private var content: HTML {
        """
        <form method="post" action="\(rules.path)" class="card consent">
        <p class="marks">\(Mark.client)<span class="wire"></span>\(rules.mark)</p>
        <h1>Meeting Intelligence wants to access your \(rules.name) account</h1>
        <h2>It will be able to</h2>
        <ul class="scopes">\(HTML(rules.lines(for: ask, in: state).map(line)))</ul>
        \(picks)
        <h2>Which account</h2>
        \(HTML(groups.map(accounts)))
        <input type="hidden" name="ticket" value="\(ticket)">
        <input type="hidden" name="boxes" value="shown">
        <p class="actions"><button name="decision" value="deny">Cancel</button><button class="primary" name="decision" value="allow">Allow</button></p>
        <p class="quiet">Either way you go back to \(destination).</p>
        </form>
        """
    }

    private func line(_ line: SimulationConsentLine) -> HTML {
        let words: HTML = "<span>\(line.meaning)<small>\(line.value)</small></span>"
        guard line.isOptional else { return "<li>\(Mark.check)\(words)</li>" }
        return "<li><label class=\"option\"><input type=\"checkbox\" name=\"scope\" value=\"\(line.value)\" checked>\(words)</label></li>"
    }

    private var picks: HTML {
        let picks = rules.picks(for: ask, in: state)
        guard !picks.isEmpty else { return "" }
        return """
            <h2>On these pages</h2>
            <ul class="scopes">\(HTML(picks.map { pick in
                """
                <li><label class="option"><input type="checkbox" name="pick" value="\(pick.value)" checked><span>\(pick.meaning)</span></label></li>
                """
            }))</ul>
            """
    }

    private var people: [SimulationPerson] { rules.people(for: ask, in: state) }

    private var groups: [String] {
        people.reduce(into: []) { groups, person in
            if !groups.contains(person.group) { groups.append(person.group) }
        }
    }

    private func accounts(_ group: String) -> HTML {
        """
        <fieldset><legend>\(group)</legend>
        \(HTML(people.filter { $0.group == group }.map(choice)))
        </fieldset>
        """
    }

    private func choice(_ person: SimulationPerson) -> HTML {
        let chosen = people.first { $0.email == remembered } ?? people.first
        let checked: HTML = person.email == chosen?.email ? " checked" : ""
        return """
            <label class="choice"><input type="radio" name="account" value="\(person.email)" required\(checked)>
            \(Avatar.drawing(person.name))<span>\(person.name)<small>\(person.email)</small></span></label>
            """
    }

    /// The host the redirect goes to, so that the person sees who asks.
    private var destination: String {
        guard let url = URL(string: ask.redirectURI), let host = url.host() else { return ask.redirectURI }
        return url.port.map { "\(host):\($0)" } ?? host
    }
}
