/// `GET calendar/v3/calendars/{calendar}/events/{event}`. A deleted event is still there, cancelled.
struct GoogleEventGet: GoogleMethod {
    let calendar: String
    let event: String
    let operation = "event_get"
    let service = "calendar-json.googleapis.com"
    let scopes: [GoogleScope] = [.events, .eventsOwned, .calendarReadonly]
    let parameters: [String: GoogleParameter] = [
        "alwaysIncludeEmail": .flag, "maxAttendees": .number(1...Int.max), "timeZone": .text,
    ]

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        let calendar = try GoogleCalendarAccess(call).calendar(calendar, toWrite: false, in: state)
        guard let event = state.event(event, in: calendar) else { throw .notFound() }
        return .value(state.resource(event, for: call.account))
    }
}
