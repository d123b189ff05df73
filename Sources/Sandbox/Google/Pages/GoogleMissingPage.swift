import HTTPTypes

/// For an account, a mail, an event or a document that is not there.
enum GoogleMissingPage {
    static let answer = Answer.page(
        .google(
            title: "Not found · Sandbox", isNarrow: true,
            """
            <section class="card">
            <h1>There is nothing here</h1>
            <p>No account, mail, event or document of the sandbox has this address.</p>
            <p><a href="/">To the sandbox</a></p>
            </section>
            """), status: .notFound)
}
