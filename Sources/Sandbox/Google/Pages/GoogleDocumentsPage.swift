/// The files of an account, newest first.
struct GoogleDocumentsPage: Sendable {
    private let account: GoogleAccount
    private let documents: [GoogleDocument]
    /// Enough for people; a load test makes many more.
    private static let longestList = 300

    /// Nothing when there is no such account.
    init?(email: String, state: GoogleState) {
        guard let account = state.account(email: email) else { return nil }
        self.account = account
        documents = state.documents.filter { $0.account == account.email }.reversed()
    }

    var answer: Answer {
        .page(.google(title: "Documents of \(account.name) · Sandbox Google", content))
    }

    private var content: HTML {
        """
        \(GoogleAccountNavigation.content(account, at: "Documents"))
        <h1>\(GoogleMark.drawing) Documents</h1>
        \(documents.isEmpty ? "<p class=\"card empty\">No documents yet. What a connected application saves appears here.</p>" : list)
        """
    }

    private var list: HTML {
        "<ul class=\"rows card\">\(HTML(documents.prefix(Self.longestList).map(row)))</ul>"
    }

    private func row(_ document: GoogleDocument) -> HTML {
        """
        <li><a class="title" href="/docs.google.com/\(account.email)/document/\(document.id)">\(document.name)</a>
        <p class="quiet">\(document.mimeType == GoogleDocument.documentType ? "Document" : document.mimeType) · \(document.createdAt)</p></li>
        """
    }
}
