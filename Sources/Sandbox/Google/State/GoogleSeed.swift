/// The people everybody finds on a first start.
enum GoogleSeed {
    static func state(now: Moment) -> GoogleState {
        var state = GoogleState()
        state.addAccount(named: "Ada Lovelace", email: "ada@acme.example", now: now)
        state.addAccount(named: "Ben Carter", email: "ben@acme.example", now: now)
        state.addAccount(named: "Clara Diaz", email: "clara@acme.example", now: now)
        state.addAccount(named: "Gina Rossi", email: "gina@globex.example", now: now)
        state.addSharedCalendar(named: "Acme team", of: ["ada@acme.example", "ben@acme.example", "clara@acme.example"])
        return state
    }
}
