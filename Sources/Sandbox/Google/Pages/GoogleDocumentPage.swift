/// One document, as it reads.
struct GoogleDocumentPage: Sendable {
    private let account: GoogleAccount
    private let document: GoogleDocument

    /// Nothing when this account has no such document.
    init?(email: String, id: String, state: GoogleState) {
        guard let account = state.account(email: email),
            let document = state.documents.first(where: { $0.id == id && $0.account == account.email })
        else { return nil }
        self.account = account
        self.document = document
    }

    var answer: Answer {
        .page(.google(title: "\(document.name) · Sandbox Google", content))
    }

    private var content: HTML {
        """
        \(GoogleAccountNavigation.content(account, at: "Documents"))
        <p class="trail"><a href="/docs.google.com/\(account.email)">Documents</a></p>
        <article class="card issue">
        <h1>\(document.name)</h1>
        \(document.description.map { "<p class=\"lead\">\($0)</p>" } ?? "" as HTML)
        \(text)
        <p class="quiet">Saved \(document.createdAt) · came as \(document.contentType)</p>
        </article>
        """
    }

    /// HTML that became a document is shown as one; anything else as the text it is.
    private var text: HTML {
        document.contentType == "text/html" && document.mimeType == GoogleDocument.documentType
            ? "<div class=\"prose\">\(SafeHTML.content(document.content))</div>" : "<div class=\"text\">\(document.content)</div>"
    }
}
