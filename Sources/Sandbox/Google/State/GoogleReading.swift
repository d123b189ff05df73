/// What people see: names instead of ids.
extension GoogleState {
    func reading(_ event: GoogleEvent) -> GoogleEventReading {
        GoogleEventReading(
            id: event.id, calendar: event.calendarID,
            status: event.isCancelled ? "cancelled" : event.fields["status"]?.string ?? "confirmed",
            summary: event.summary, description: event.description, location: event.location,
            start: event.start.day ?? event.start.moment.text, end: event.end.day ?? event.end.moment.text, timeZone: event.start.timeZone,
            attendees: event.guests, notified: event.notified, createdBy: account(id: event.creatorID)?.email ?? "",
            createdAt: event.createdAt.text, url: event.url, meet: event.meetURL)
    }
}
