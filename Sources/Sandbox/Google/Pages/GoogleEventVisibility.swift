/// Who sees an event on the pages.
extension GoogleState {
    func isVisible(_ event: GoogleEvent, to account: GoogleAccount) -> Bool {
        calendars.contains { $0.id == event.calendarID && $0.access[account.id] != nil }
            || event.guests.contains { $0.lowercased() == account.email.lowercased() }
    }

    func calendarName(_ event: GoogleEvent) -> String {
        calendars.first { $0.id == event.calendarID }?.summary ?? event.calendarID
    }
}
