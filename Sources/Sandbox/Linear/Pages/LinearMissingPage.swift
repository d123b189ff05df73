import HTTPTypes

/// For a workspace or an issue that is not there.
enum LinearMissingPage {
    static let answer = Answer.page(
        .linear(
            title: "Not found · Sandbox", isNarrow: true,
            """
            <section class="card">
            <h1>There is nothing here</h1>
            <p>No workspace or issue of the sandbox has this address.</p>
            <p><a href="/">To the sandbox</a></p>
            </section>
            """), status: .notFound)
}
