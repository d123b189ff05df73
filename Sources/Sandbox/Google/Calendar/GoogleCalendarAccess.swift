/// Which calendars a call may touch.
struct GoogleCalendarAccess: Sendable {
    private let call: GoogleMethodCall

    init(_ call: GoogleMethodCall) {
        self.call = call
    }

    /// - Parameter name: `primary`, or a calendar's id.
    func calendar(_ name: String, toWrite: Bool, in state: GoogleState) throws(GoogleFault) -> GoogleCalendar {
        let id = name == "primary" ? call.account.email : name
        guard let calendar = state.calendars.first(where: { $0.id.lowercased() == id.lowercased() }),
            let role = calendar.access[call.account.id]
        else { throw .notFound() }
        guard !toWrite || role >= .writer else {
            throw GoogleFault(
                code: 403, message: "You need to have writer access to this calendar.", reason: "requiredAccessLevel", domain: "calendar")
        }
        let everywhere: [GoogleScope] = toWrite ? [.events] : [.events, .calendarReadonly]
        // With calendar.events.owned alone, calendars of others stay closed.
        guard role == .owner || everywhere.contains(where: call.scopes.contains) else {
            throw .scopeMissing(everywhere, service: "calendar-json.googleapis.com")
        }
        return calendar
    }
}
