import HTTPTypes

/// One mail, as its text and as its HTML.
struct GoogleMailPage: Sendable {
    private let account: GoogleAccount
    private let mail: GoogleMail

    /// Nothing when this account neither sent nor received such a mail.
    init?(email: String, id: String, state: GoogleState) {
        guard let account = state.account(email: email), let mail = state.mails.first(where: { $0.id == id }),
            mail.account == account.email || mail.isReceived(by: account.email)
        else { return nil }
        self.account = account
        self.mail = mail
    }

    /// The page may hold the mail's own page, which may do nothing.
    var answer: Answer {
        var answer = Answer.page(.google(title: "\(mail.subject) · Sandbox Google", content))
        answer.headers[.contentSecurityPolicy]?.append("; frame-src 'self'")
        return answer
    }

    /// The HTML alone, for the frame: made safe, and sandboxed on top of it.
    var frame: Answer {
        var answer = Answer.page(.google(title: mail.subject, ""))
        answer.headers[.contentSecurityPolicy] =
            "sandbox; default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
        let page: HTML = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>\(mail.subject)</title>
            <link rel="stylesheet" href="\(Stylesheet.path)"></head>
            <body class="letter">\(SafeHTML.content(mail.html ?? ""))</body>
            </html>

            """
        answer.body = page.markup
        return answer
    }

    private var content: HTML {
        """
        \(GoogleAccountNavigation.content(account, at: "Mail"))
        <p class="trail"><a href="/mail.google.com/\(account.email)">Mail</a></p>
        <article class="card issue">
        <h1>\(mail.subject.isEmpty ? "(no subject)" : mail.subject)</h1>
        <dl class="facts">
        <div><dt>From</dt><dd>\(sender)</dd></div>
        \(people("To", mail.to))\(people("Cc", mail.cc))\(people("Bcc", mail.account == account.email ? mail.bcc : []))
        <div><dt>Sent</dt><dd>\(mail.sentAt)</dd></div>
        <div><dt>Message-ID</dt><dd>\(mail.messageID)</dd></div>
        \(people("Attached", mail.attachments))
        </dl>
        \(mail.text.map { "<h2>As text</h2><div class=\"text\">\($0)</div>" } ?? "" as HTML)
        \(mail.html == nil ? "" as HTML : html)
        </article>
        """
    }

    private var html: HTML {
        let address = "/mail.google.com/\(account.email)/\(mail.id)/html"
        return """
            <h2>As HTML</h2>
            <iframe class="letter" title="The mail as HTML" sandbox src="\(address)"></iframe>
            <p class="quiet"><a href="\(address)">Alone on a page</a></p>
            """
    }

    private var sender: String {
        mail.fromName.map { "\($0) <\(mail.account)>" } ?? mail.account
    }

    private func people(_ name: HTML, _ people: [String]) -> HTML {
        people.isEmpty ? "" : "<div><dt>\(name)</dt><dd>\(people.joined(separator: ", "))</dd></div>"
    }
}
