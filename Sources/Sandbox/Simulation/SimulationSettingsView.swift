/// A form for the settings a provider has, on the front page.
struct SimulationSettingsView: Sendable {
    let provider: String
    let behaviour: SimulationBehaviour
    let names: Set<String>
    /// What a failure can be ordered for.
    let operations: [String]

    var content: HTML {
        let settings = behaviour.forAll
        let numbers: [(String, String, Int?)] = [
            ("access_token_lifetime", "Access tokens live, in seconds", settings.accessTokenLifetime),
            ("rotation_grace", "A used refresh token may be replayed, in seconds", settings.rotationGrace),
            ("search_delay", "A search finds what is new after, in seconds", settings.searchDelay),
            ("answer_delay_ms", "Answers are held back, in milliseconds", settings.answerDelay),
            ("rate_limit_next", "Next calls that are rate-limited", settings.rateLimitNext),
            ("retry_after", "and are told to wait, in seconds", settings.retryAfter),
        ]
        let switches: [(String, String, Bool?)] = [
            ("retry_after_date", "which is told as a date", settings.retryAfterDate),
            ("token_rotation", "Tokens expire and rotate", settings.tokenRotation),
            ("rate_limits", "Calls are counted against limits", settings.rateLimits),
        ]
        return """
            <details><summary>How it behaves</summary>
            <form method="post" action="/sandbox/\(provider)/settings" class="grid">
            \(HTML(numbers.filter { names.contains($0.0) }.map { number($0.0, $0.1, $0.2 ?? 0) }))
            \(HTML(switches.filter { names.contains($0.0) }.map { choice($0.0, $0.1, $0.2 ?? false) }))
            <label>Its clock is ahead, in seconds<input name="clock_skew" type="number" value="\(settings.clockSkew ?? 0)"></label>
            \(FailureFields(operations: operations).content)
            <label>Only for the account<input name="account" type="email" placeholder="everybody"></label>
            <p class="actions"><button class="primary">Save</button></p>
            </form></details>
            """
    }

    private func number(_ name: String, _ label: String, _ value: Int) -> HTML {
        "<label>\(label)<input name=\"\(name)\" type=\"number\" min=\"0\" value=\"\(value)\"></label>"
    }

    private func choice(_ name: String, _ label: String, _ isOn: Bool) -> HTML {
        let (on, off): (HTML, HTML) = isOn ? (" selected", "") : ("", " selected")
        return """
            <label>\(label)<select name="\(name)"><option value="on"\(on)>yes</option><option value="off"\(off)>no</option></select></label>
            """
    }
}
