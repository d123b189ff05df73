/// Where the address of a call leads.
enum GoogleMeetPage {
    static func answer(code: String) -> Answer {
        .page(
            .google(
                title: "Call \(code) · Sandbox Google", isNarrow: true,
                """
                <section class="card">
                <h1>Call \(code)</h1>
                <p>At Google a call would start here. The sandbox has none.</p>
                <p><a href="/">To the sandbox</a></p>
                </section>
                """))
    }
}
