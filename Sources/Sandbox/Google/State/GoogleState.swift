/// Everything the simulated Google knows: what a state file keeps.
struct GoogleState: Codable, Sendable {
    var accounts: [GoogleAccount] = []
    var calendars: [GoogleCalendar] = []
    var events: [GoogleEvent] = []
    var mails: [GoogleMail] = []
    var documents: [GoogleDocument] = []
    var oauth = GoogleOAuthState()
    var settings = GoogleSettings()
    /// What is different for one account, by its id.
    var accountSettings: [String: GoogleAccountSettings] = [:]
    /// The latest calls, oldest first.
    private(set) var calls: [GoogleCall] = []

    /// More would make a long load test slow; the counters go on.
    private static let longestLog = 20_000
    private static let longestLogInFile = 500

    mutating func note(_ call: GoogleCall) {
        if calls.count >= Self.longestLog { calls.removeFirst(Self.longestLog / 2) }
        calls.append(call)
    }

    /// What a state file keeps: writing a long log after every call would make calls slower and slower.
    var forFile: GoogleState {
        var state = self
        state.calls = calls.suffix(Self.longestLogInFile)
        return state
    }

    func account(id: String) -> GoogleAccount? { accounts.first { $0.id == id } }
    func account(email: String) -> GoogleAccount? { accounts.first { $0.email.lowercased() == email.lowercased() } }

    func event(_ id: String, in calendar: GoogleCalendar) -> GoogleEvent? {
        events.first { $0.calendarID == calendar.id && $0.id == id }
    }

    /// The account's calendars, its primary one first.
    func calendars(of account: GoogleAccount) -> [GoogleCalendar] {
        let open = calendars.filter { $0.access[account.id] != nil }
        return open.filter { $0.isPrimary(of: account) } + open.filter { !$0.isPrimary(of: account) }
    }

    /// How long access tokens of this account live, in seconds.
    func accessTokenLifetime(of account: String) -> Int {
        accountSettings[account]?.accessTokenLifetime ?? settings.accessTokenLifetime
    }

    /// How long answers are held back, in milliseconds.
    func answerDelay(of account: String?) -> Int {
        account.flatMap { accountSettings[$0]?.answerDelay } ?? settings.answerDelay
    }

    /// Seconds the clock this account's answers are dated by is ahead.
    func clockSkew(of account: String?) -> Int {
        account.flatMap { accountSettings[$0]?.clockSkew } ?? settings.clockSkew ?? 0
    }

    func isTesting(_ account: String) -> Bool {
        accountSettings[account]?.testingMode ?? settings.testingMode
    }

    /// Takes the first failure meant for one of these operations: the account's own come first.
    mutating func takeFailure(for operations: [String], of account: String?, afterWork: Bool) -> OrderedFailure? {
        if let account, let failure = accountSettings[account]?.failNext.take(for: operations, afterWork: afterWork) { return failure }
        return settings.failNext.take(for: operations, afterWork: afterWork)
    }

    /// Whether this call is to be answered as one too many.
    mutating func takeRateLimit(of account: String) -> Bool {
        if let left = accountSettings[account]?.rateLimitNext, left > 0 {
            accountSettings[account]?.rateLimitNext = left - 1
            return true
        }
        guard settings.rateLimitNext > 0 else { return false }
        settings.rateLimitNext -= 1
        return true
    }
}
