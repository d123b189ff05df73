import LiveSupport

/// What nearly every walk through the pages begins with.
extension Chromium {
    /// Runs a walk in a browser of its own, which ends with it.
    ///
    /// - Parameters: as those of ``init(width:height:runsScripts:userAgent:textSize:)``.
    static func walk(
        width: Int, height: Int, runsScripts: Bool = true, userAgent: String? = nil, textSize: Int = 16,
        _ steps: (Chromium) async throws -> Void
    ) async throws {
        let chromium = try await Chromium(
            width: width, height: height, runsScripts: runsScripts, userAgent: userAgent, textSize: textSize)
        do {
            try await steps(chromium)
        } catch {
            try await chromium.quit()
            throw error
        }
        try await chromium.quit()
    }

    /// Somebody new signs up.
    ///
    /// - Parameter words: what the page after it says.
    func signUp(
        _ world: LiveWorld, name: String = "Ada Lovelace", email: String = "ada@example.org",
        reaching words: String = "Connect your tools to get started"
    ) async throws {
        try await open(world.server + "/signup")
        try await type(name, into: "input[name=name]")
        try await type(email, into: "input[name=email]")
        try await type("a walk along the quiet harbour", into: "input[name=password]")
        try await click("main form[action='/signup'] button[type=submit]")
        try await wait(for: words)
    }

    /// Clicks what leads to another page, or to the same one anew, and waits until it is there.
    func follow(_ selector: String) async throws {
        _ = try await script("window.isLeft = true")
        try await tap(selector)
        try await wait(until: "!window.isLeft")
    }

    /// Connects a provider from a page with its card, as the account that its consent page offers first.
    func connect(_ provider: String) async throws {
        try await tap("#\(provider) form[action='/integrations/\(provider)/connect'] button.button")
        try await wait(until: "document.querySelector('button[value=allow]')")
        try await tap("button[value=allow]")
        try await wait(for: "connected! You're all set.")
    }

    /// A meeting that was uploaded elsewhere, opened here.
    func openMeeting(_ world: LiveWorld, _ lines: [String], title: String = "Weekly") async throws {
        let transcript = lines.joined(separator: "\\n")
        let made = try await script(
            """
            return fetch('/api/v1/meetings', { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
                body: JSON.stringify({ title: "\(title)", transcript: "\(transcript)" }) }).then(answer => answer.json()).then(made => made.id)
            """)
        guard let id = made as? String else { throw LiveError("The meeting was not made.") }
        try await open(world.server + "/meetings/" + id)
    }

    /// Types in place of what a field holds; a date as month, day and year, a time with AM or PM.
    func fill(_ selector: String, with text: String) async throws {
        _ = try await command("/element/\(try await element(selector))/clear", [:])
        try await type(text, into: selector)
    }

    /// Connects Linear from a page with its card.
    func connectLinear() async throws {
        try await click("#linear form[action$='/connect'] button")
        try await wait(for: "Meeting Intelligence wants to access your Linear workspace")
        try await click("button[value=allow]")
        try await wait(for: "Linear connected! You're all set.")
    }

    /// Keeps a picture where one is asked for.
    func picture(_ name: String) async throws {
        if let folder = Self.pictures { try await screenshot(to: "\(folder)/\(name).png") }
    }
}
