/// One event.
struct GoogleEventPage: Sendable {
    private let account: GoogleAccount
    private let event: GoogleEvent
    private let state: GoogleState

    /// Nothing when there is no such event, or this account does not see it.
    init?(email: String, eid: String, state: GoogleState) {
        guard let account = state.account(email: email), let bytes = Base64URL.decoded(eid) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ").map(String.init)
        guard parts.count == 2, let event = state.events.first(where: { $0.id == parts[0] && $0.calendarID == parts[1] }),
            state.isVisible(event, to: account)
        else { return nil }
        self.account = account
        self.event = event
        self.state = state
    }

    var answer: Answer {
        .page(.google(title: "\(event.summary ?? "Event") · Sandbox Google", content))
    }

    private var content: HTML {
        """
        \(GoogleAccountNavigation.content(account, at: "Calendar"))
        <p class="trail"><a href="/calendar.google.com/\(account.email)">Calendar</a></p>
        <article class="card issue">
        <h1>\(event.summary ?? "(no title)")</h1>
        <p class="lead">\(event.isCancelled ? "Cancelled. It was planned for " : "")\(GoogleClock(zone: event.start.timeZone ?? GoogleCalendar.usualTimeZone).span(event))</p>
        <dl class="facts">
        \(fact("Where", event.location))
        \(fact("Calendar", state.calendarName(event)))
        \(fact("Guests", event.guests.isEmpty ? nil : event.guests.joined(separator: ", ")))
        \(fact("Invitations", event.notified.isEmpty ? "Nobody was sent one" : "Sent to \(event.notified.joined(separator: ", "))"))
        \(fact("Created by", state.account(id: event.creatorID)?.email))
        </dl>
        <div class="text">\(event.description.map(SafeHTML.content) ?? "No description.")</div>
        \(event.meetURL.map { "<p><a href=\"\($0)\">\($0)</a></p>" } ?? "" as HTML)
        <p class="quiet">Created \(event.createdAt.text)</p>
        </article>
        """
    }

    private func fact(_ name: HTML, _ value: String?) -> HTML {
        value.map { "<div><dt>\(name)</dt><dd>\($0)</dd></div>" } ?? ""
    }
}
