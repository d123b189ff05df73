/// How people and their calendars come into being.
extension GoogleState {
    static let holidays = "en.uk#holiday@group.v.calendar.google.com"

    mutating func addAccount(named name: String, email: String, now: Moment) {
        let account = GoogleAccount(id: Self.accountID(email), name: name, email: email, createdAt: now)
        accounts.append(account)
        calendars.append(GoogleCalendar(id: email, summary: email, timeZone: GoogleCalendar.usualTimeZone, access: [account.id: .owner]))
        if let index = calendars.firstIndex(where: { $0.id == Self.holidays }) {
            calendars[index].access[account.id] = .reader
        } else {
            calendars.append(
                GoogleCalendar(
                    id: Self.holidays, summary: "Holidays in United Kingdom", timeZone: GoogleCalendar.usualTimeZone,
                    access: [account.id: .reader]))
        }
    }

    /// A calendar several people write to; the first one owns it.
    mutating func addSharedCalendar(named name: String, of emails: [String]) {
        let members = emails.compactMap(account(email:))
        let access = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.id, $0 == 0 ? GoogleAccessRole.owner : .writer) })
        let id = Surroundings.uuid(named: "google/calendar/\(name)").filter { $0 != "-" }
        calendars.append(
            GoogleCalendar(id: "c_\(id)@group.calendar.google.com", summary: name, timeZone: GoogleCalendar.usualTimeZone, access: access))
    }

    /// 21 digits, the same for the same mail: people keep theirs when a sandbox without a state file restarts.
    private static func accountID(_ email: String) -> String {
        let digits = Surroundings.uuid(named: "google/account/\(email)").utf8.map { String($0 % 10) }.joined()
        return "1" + digits.prefix(20)
    }
}
