/// What an account received and sent, newest first.
struct GoogleMailboxPage: Sendable {
    private let account: GoogleAccount
    private let mails: [GoogleMail]
    /// Enough for people; a load test makes many more.
    private static let longestList = 100

    /// Nothing when there is no such account.
    init?(email: String, state: GoogleState) {
        guard let account = state.account(email: email) else { return nil }
        self.account = account
        mails = state.mails.reversed()
    }

    var answer: Answer {
        .page(.google(title: "Mail of \(account.name) · Sandbox Google", content))
    }

    private var content: HTML {
        """
        \(GoogleAccountNavigation.content(account, at: "Mail"))
        <h1>\(GoogleMark.drawing) Mail</h1>
        <h2>Inbox</h2>
        \(list(mails.filter { $0.isReceived(by: account.email) }, empty: "Nothing has arrived."))
        <h2>Sent</h2>
        \(list(mails.filter { $0.account == account.email }, empty: "Nothing was sent. What a connected application sends appears here."))
        """
    }

    private func list(_ mails: [GoogleMail], empty: HTML) -> HTML {
        guard !mails.isEmpty else { return "<p class=\"card empty\">\(empty)</p>" }
        return "<ul class=\"rows card\">\(HTML(mails.prefix(Self.longestList).map(row)))</ul>"
    }

    private func row(_ mail: GoogleMail) -> HTML {
        let clock = GoogleClock(zone: GoogleCalendar.usualTimeZone)
        let date = Moment(mail.sentAt).map { "\(clock.day($0)), \(clock.time($0))" } ?? mail.sentAt
        return """
            <li>
            <a class="title" href="/mail.google.com/\(account.email)/\(mail.id)">\(mail.subject.isEmpty ? "(no subject)" : mail.subject)</a>
            <p class="quiet">\(mail.account == account.email ? "to \(mail.recipients.joined(separator: ", "))" : "from \(mail.account)") · \(date)</p>
            <p class="excerpt">\(mail.text ?? "")</p>
            </li>
            """
    }
}
