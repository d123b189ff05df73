/// Says why a request goes no further.
struct GoogleRefusalPage: Sendable {
    let reason: String
    /// Google's name for the mistake, for whoever registered the application.
    var code: String?

    var page: Page {
        .google(
            title: "Request refused · Sandbox", isNarrow: true,
            """
            <section class="card">
            <h1>This request was refused</h1>
            <p>\(reason)</p>
            \(code.map { "<p class=\"quiet\">Error 400: \($0)</p>" } ?? "" as HTML)
            <p class="quiet">Nothing was connected, and nothing was sent anywhere.</p>
            <p><a href="/">To the sandbox</a></p>
            </section>
            """)
    }
}
