/// Says why a request goes no further.
struct LinearRefusalPage: Sendable {
    let reason: String

    var page: Page {
        .linear(
            title: "Request refused · Sandbox", isNarrow: true,
            """
            <section class="card">
            <h1>This request was refused</h1>
            <p>\(reason)</p>
            <p class="quiet">Nothing was connected, and nothing was sent anywhere.</p>
            <p><a href="/">To the sandbox</a></p>
            </section>
            """)
    }
}
