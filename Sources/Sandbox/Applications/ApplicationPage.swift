/// The applications registered at one of the simulated providers, with what a form that was filled in by the address asks for.
struct ApplicationPage: Sendable {
    let name: String
    let clients: [SandboxClient]
    /// What came with the address; `nil` where a person just went there.
    let query: String?

    var answer: Answer {
        .page(Page(title: "Applications at \(name) · Sandbox", band: "not the real \(name)", isNarrow: true, content: content))
    }

    private var content: HTML {
        """
        <section class="card">
        <h1>Applications at \(name)</h1>
        <p class="quiet">The real one shows a form here. In the sandbox the application is registered already.</p>
        \(HTML(clients.map(facts)))
        <p><a href="/">To the sandbox</a></p>
        </section>
        """
    }

    private func facts(_ client: SandboxClient) -> HTML {
        """
        <dl>
        <dt>Client id</dt><dd><code>\(client.id)</code></dd>
        <dt>Client secret</dt><dd><code>\(client.secret)</code></dd>
        <dt>Redirect URI</dt>\(HTML(client.redirectURIs.map { "<dd><code>\($0)</code></dd>" as HTML }))
        </dl>
        \(verdict(client))
        """
    }

    /// Whether the form asks for an address this application has.
    private func verdict(_ client: SandboxClient) -> HTML {
        guard let query, !query.isEmpty else { return "" }
        guard let form = Form(encoded: query) else { return "<p>The form cannot be filled in: the address is not well-formed.</p>" }
        let isKnown = form.fields.contains { field in
            client.redirectURIs.contains { field.value == $0 || field.value.contains("\"\($0)\"") }
        }
        return isKnown
            ? "<p>The form was filled in with this redirect URI.</p>"
            : "<p>The form was filled in with another redirect URI; connecting will be refused.</p>"
    }
}
