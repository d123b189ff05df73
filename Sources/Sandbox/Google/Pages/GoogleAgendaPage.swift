/// The events of an account by day: those of its calendars, and those it is invited to.
struct GoogleAgendaPage: Sendable {
    private let account: GoogleAccount
    private let state: GoogleState
    private let events: [GoogleEvent]
    /// Enough for people; a load test makes many more.
    private static let longestList = 300

    /// Nothing when there is no such account.
    init?(email: String, state: GoogleState) {
        guard let account = state.account(email: email) else { return nil }
        self.account = account
        self.state = state
        events = Array(
            state.events.filter { state.isVisible($0, to: account) }.sorted { $0.start.moment < $1.start.moment }.suffix(Self.longestList))
    }

    var answer: Answer {
        .page(.google(title: "Calendar of \(account.name) · Sandbox Google", content))
    }

    private var content: HTML {
        """
        \(GoogleAccountNavigation.content(account, at: "Calendar"))
        <h1>\(GoogleMark.drawing) Calendar</h1>
        \(events.isEmpty ? "<p class=\"card empty\">No events yet. What a connected application plans appears here.</p>" : HTML(days.map(day)))
        <h2>Calendars</h2>
        <ul class="rows card">\(HTML(state.calendars(of: account).map(calendar)))</ul>
        """
    }

    private let clock = GoogleClock(zone: GoogleCalendar.usualTimeZone)

    /// Days in order, each with its events.
    private var days: [(name: String, events: [GoogleEvent])] {
        var days: [(name: String, events: [GoogleEvent])] = []
        for event in events {
            let name = event.start.day == nil ? clock.day(event.start.moment) : GoogleClock(zone: "UTC").day(event.start.moment)
            if let index = days.firstIndex(where: { $0.name == name }) {
                days[index].events.append(event)
            } else {
                days.append((name, [event]))
            }
        }
        return days
    }

    private func day(_ day: (name: String, events: [GoogleEvent])) -> HTML {
        "<section><h2>\(day.name)</h2><ul class=\"rows card\">\(HTML(day.events.map(row)))</ul></section>"
    }

    private func row(_ event: GoogleEvent) -> HTML {
        let time = event.start.day == nil ? "\(clock.time(event.start.moment)) – \(clock.time(event.end.moment))" : "All day"
        let address = "/calendar.google.com/\(account.email)/event/\(GoogleEvent.eid(event.id, inCalendar: event.calendarID))"
        return """
            <li class="timed">
            <span class="identifier">\(time)</span>
            <div><a class="title" href="\(address)">\(event.summary ?? "(no title)")</a>
            <p class="quiet">\(event.isCancelled ? "Cancelled · " : "")\(state.calendarName(event))\(event.guests.isEmpty ? "" : " · \(event.guests.joined(separator: ", "))")</p></div>
            </li>
            """
    }

    private func calendar(_ calendar: GoogleCalendar) -> HTML {
        "<li>\(calendar.summary)<small>\(calendar.access[account.id]?.rawValue ?? "")</small></li>"
    }
}
