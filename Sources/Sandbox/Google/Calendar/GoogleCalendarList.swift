/// `GET calendar/v3/users/me/calendarList`.
struct GoogleCalendarList: GoogleMethod {
    let operation = "calendars"
    let service = "calendar-json.googleapis.com"
    let scopes: [GoogleScope] = [.calendarReadonly, .calendarListReadonly]
    let parameters: [String: GoogleParameter] = [
        "maxResults": .number(1...Int.max), "minAccessRole": .one(of: GoogleAccessRole.allCases.map(\.rawValue)), "pageToken": .text,
        "showDeleted": .flag, "showHidden": .flag, "showOwnOrganizationOnly": .flag,
    ]
    private static let largestPage = 250

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        let least = call.query["minAccessRole"].flatMap(GoogleAccessRole.init(rawValue:)) ?? .freeBusyReader
        let calendars = state.calendars(of: call.account).filter { $0.access[call.account.id] ?? .freeBusyReader >= least }
        let size = min(call.query["maxResults"].flatMap(Int.init) ?? 100, Self.largestPage)
        let page = try GooglePage(call.query["pageToken"], size: size, of: calendars.count)
        var members: [String: JSON] = [
            "kind": "calendar#calendarList", "etag": "\"p32\"",
            "items": .array(calendars[page.range].map { entry($0, of: call.account) }),
        ]
        members["nextPageToken"] = page.next.map(JSON.string)
        return .value(.object(members))
    }

    private func entry(_ calendar: GoogleCalendar, of account: GoogleAccount) -> JSON {
        var members: [String: JSON] = [
            "kind": "calendar#calendarListEntry", "etag": "\"1\"", "id": .string(calendar.id), "summary": .string(calendar.summary),
            "timeZone": .string(calendar.timeZone), "selected": true, "defaultReminders": [],
            "accessRole": .string(calendar.access[account.id]?.rawValue ?? "none"),
        ]
        if calendar.isPrimary(of: account) { members["primary"] = true }
        return .object(members)
    }
}
