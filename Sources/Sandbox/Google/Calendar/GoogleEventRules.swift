/// What an event must be before a calendar takes it.
struct GoogleEventRules: Sendable {
    let fields: [String: JSON]
    let start: GoogleEventTime
    let end: GoogleEventTime

    private static let values: [String: [String]] = [
        "status": ["confirmed", "tentative", "cancelled"], "transparency": ["opaque", "transparent"],
        "visibility": ["default", "public", "private", "confidential"], "eventType": ["default"],
    ]
    private static let mostAttendees = 200
    private static let mostReminders = 5

    init(_ fields: [String: JSON]) throws(GoogleFault) {
        guard let start = fields["start"] else { throw .required("Missing start time.") }
        guard let end = fields["end"] else { throw .required("Missing end time.") }
        self.fields = fields
        self.start = try GoogleEventTime(start, name: "start")
        self.end = try GoogleEventTime(end, name: "end")
        try checkIdentifiers()
        try checkTimes()
        for (name, allowed) in Self.values {
            if let value = fields[name]?.string, !allowed.contains(value) { throw .invalid("Invalid value for \(name): \(value)") }
        }
        try checkAttendees()
        try checkReminders()
        try checkRecurrence()
        try checkLinks()
    }

    /// The client's `id`: base32hex in lower case, 5 to 1024 characters.
    private func checkIdentifiers() throws(GoogleFault) {
        guard let id = fields["id"]?.string else { return }
        guard fields["iCalUID"] == nil else { throw .invalid("Only one of id and iCalUID may be given.") }
        guard id.wholeMatch(of: /[a-v0-9]{5,1024}/) != nil else { throw .invalid("Invalid resource id value.") }
    }

    private func checkTimes() throws(GoogleFault) {
        guard (start.day == nil) == (end.day == nil) else {
            throw .invalid("Start and end times must either both be date or both be dateTime.")
        }
        // A day's end is the day after; some clients give the same day, and the calendar takes it for one day.
        guard start.day == nil ? start.moment < end.moment : start.moment <= end.moment else {
            throw GoogleFault(code: 400, message: "The specified time range is empty.", reason: "timeRangeEmpty", domain: "calendar")
        }
    }

    private func checkAttendees() throws(GoogleFault) {
        guard case .array(let attendees)? = fields["attendees"] else { return }
        guard attendees.count <= Self.mostAttendees else {
            throw GoogleFault(code: 400, message: "Too many attendees.", reason: "tooManyAttendees", domain: "calendar")
        }
        for attendee in attendees {
            guard let email = attendee["email"]?.string else { throw .required("Missing attendee email.") }
            guard email.wholeMatch(of: /[^@\s<>",;]+@[^@\s<>",;.]+(\.[^@\s<>",;.]+)+/) != nil else {
                throw .invalid("Invalid attendee email.")
            }
            let answer = attendee["responseStatus"]?.string ?? "needsAction"
            guard ["needsAction", "declined", "tentative", "accepted"].contains(answer) else {
                throw .invalid("Invalid value for responseStatus: \(answer)")
            }
        }
    }

    private func checkReminders() throws(GoogleFault) {
        guard let reminders = fields["reminders"], case .array(let overrides)? = reminders["overrides"] else { return }
        guard reminders["useDefault"] != true else { throw .invalid("Cannot specify both default reminders and overrides.") }
        guard overrides.count <= Self.mostReminders else { throw .invalid("Too many reminders.") }
        for reminder in overrides {
            guard case .int(let minutes)? = reminder["minutes"], 0...40_320 ~= minutes else { throw .invalid("Invalid reminder minutes.") }
            guard ["email", "popup"].contains(reminder["method"]?.string) else { throw .invalid("Invalid reminder method.") }
        }
    }

    private func checkRecurrence() throws(GoogleFault) {
        guard case .array(let rules)? = fields["recurrence"], !rules.isEmpty else { return }
        guard rules.allSatisfy({ $0.string?.wholeMatch(of: /(RRULE|EXRULE|RDATE|EXDATE)[:;].+/) != nil }) else {
            throw .invalid("Invalid recurrence rule.")
        }
        guard start.day != nil || start.timeZone != nil else { throw .required("Missing time zone definition for start time.") }
    }

    private func checkLinks() throws(GoogleFault) {
        if let url = fields["source"]?["url"]?.string, url.wholeMatch(of: /https?:\/\/\S+/) == nil { throw .invalid("Invalid source url.") }
        if let color = fields["colorId"]?.string, color.wholeMatch(of: /[1-9]|1[01]/) == nil { throw .invalid("Invalid color id.") }
        guard case .array(let attachments)? = fields["attachments"] else { return }
        guard attachments.count <= 25, attachments.allSatisfy({ $0["fileUrl"]?.string?.hasPrefix("https://") ?? false }) else {
            throw .invalid("Invalid attachment.")
        }
    }
}
