/// `POST calendar/v3/calendars/{calendar}/events`.
struct GoogleEventInsert: GoogleMethod {
    let calendar: String
    let operation = "event"
    let service = "calendar-json.googleapis.com"
    let scopes: [GoogleScope] = [.events, .eventsOwned]
    let parameters: [String: GoogleParameter] = [
        "conferenceDataVersion": .number(0...1), "eventLabelVersion": .number(0...1), "maxAttendees": .number(1...Int.max),
        "sendNotifications": .flag, "sendUpdates": .one(of: ["all", "externalOnly", "none"]), "supportsAttachments": .flag,
    ]

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        let calendar = try GoogleCalendarAccess(call).calendar(calendar, toWrite: true, in: state)
        let rules = try GoogleEventRules(call.body(GoogleEventFields.all))
        let id = rules.fields["id"]?.string ?? newID(call)
        guard state.event(id, in: calendar) == nil else {
            throw GoogleFault(code: 409, message: "The requested identifier already exists.", reason: "duplicate")
        }
        let event = GoogleEvent(
            id: id, calendarID: calendar.id, creatorID: call.account.id, iCalUID: rules.fields["iCalUID"]?.string ?? "\(id)@google.com",
            fields: kept(rules.fields, of: call), start: rules.start, end: rules.end,
            url:
                "\(call.surroundings.publicURL)/calendar.google.com/\(call.account.email)/event/\(GoogleEvent.eid(id, inCalendar: calendar.id))",
            meetURL: try meet(rules.fields["conferenceData"], call), notified: notified(rules.fields, call, in: state), createdAt: call.now,
            updatedAt: call.now)
        state.events.append(event)
        return .value(state.resource(event, for: call.account))
    }

    /// 26 characters, as the server makes them.
    private func newID(_ call: GoogleMethodCall) -> String {
        let alphabet = Array("0123456789abcdefghijklmnopqrstuv")
        return String(call.surroundings.random(26).map { alphabet[Int($0 & 31)] })
    }

    /// Conference data and attachments only count with the parameter that says the client knows them.
    private func kept(_ fields: [String: JSON], of call: GoogleMethodCall) -> [String: JSON] {
        var fields = fields
        if call.query["conferenceDataVersion"] != "1" { fields["conferenceData"] = nil }
        if call.query["supportsAttachments"] != "true" { fields["attachments"] = nil }
        return fields
    }

    private func meet(_ data: JSON?, _ call: GoogleMethodCall) throws(GoogleFault) -> String? {
        guard call.query["conferenceDataVersion"] == "1", let request = data?["createRequest"] else { return nil }
        guard request["requestId"]?.string?.isEmpty == false else { throw .invalid("Missing conference request id.") }
        guard request["conferenceSolutionKey"]?["type"]?.string ?? "hangoutsMeet" == "hangoutsMeet" else {
            throw .invalid("Invalid conference type value.")
        }
        let letters = call.surroundings.random(10).map { String(UnicodeScalar(UInt8(ascii: "a") + $0 % 26)) }
        let code = [letters[0..<3], letters[3..<7], letters[7..<10]].map { $0.joined() }.joined(separator: "-")
        return "\(call.surroundings.publicURL)/meet.google.com/\(code)"
    }

    /// `all`: every guest but the organizer; `externalOnly`: those without a calendar here.
    private func notified(_ fields: [String: JSON], _ call: GoogleMethodCall, in state: GoogleState) -> [String] {
        guard case .array(let attendees)? = fields["attendees"] else { return [] }
        let guests = attendees.compactMap { $0["email"]?.string }.filter { $0.lowercased() != call.account.email.lowercased() }
        switch call.query["sendUpdates"] ?? (call.query["sendNotifications"] == "true" ? "all" : "none") {
        case "all": return guests
        case "externalOnly": return guests.filter { state.account(email: $0) == nil }
        default: return []
        }
    }
}
