/// `DELETE calendar/v3/calendars/{calendar}/events/{event}`. Its id stays taken.
struct GoogleEventDelete: GoogleMethod {
    let calendar: String
    let event: String
    let operation = "event_delete"
    let service = "calendar-json.googleapis.com"
    let scopes: [GoogleScope] = [.events, .eventsOwned]
    let parameters: [String: GoogleParameter] = [
        "sendNotifications": .flag, "sendUpdates": .one(of: ["all", "externalOnly", "none"]),
    ]

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        let calendar = try GoogleCalendarAccess(call).calendar(calendar, toWrite: true, in: state)
        guard let index = state.events.firstIndex(where: { $0.calendarID == calendar.id && $0.id == event }) else { throw .notFound() }
        guard !state.events[index].isCancelled else {
            throw GoogleFault(code: 410, message: "Resource has been deleted", reason: "deleted")
        }
        state.events[index].isCancelled = true
        state.events[index].updatedAt = call.now
        return .nothing
    }
}
