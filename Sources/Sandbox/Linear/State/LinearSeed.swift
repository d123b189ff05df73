/// The people and workspaces everybody finds on a first start.
enum LinearSeed {
    static func state(now: Moment) -> LinearState {
        var state = LinearState()
        state.addWorkspace(named: "Acme", urlKey: "acme", teams: [("PRO", "Product"), ("ENG", "Engineering")], now: now)
        state.addWorkspace(named: "Globex", urlKey: "globex", teams: [("OPS", "Operations")], now: now)
        state.addUser(named: "Ada Lovelace", email: "ada@acme.example", urlKey: "acme", now: now)
        state.addUser(named: "Ben Carter", email: "ben@acme.example", urlKey: "acme", now: now)
        state.addUser(named: "Clara Diaz", email: "clara@acme.example", urlKey: "acme", now: now)
        state.addUser(named: "Dan Novak", email: "dan@acme.example", urlKey: "acme", now: now)
        state.addUser(named: "Gina Rossi", email: "gina@globex.example", urlKey: "globex", now: now)
        state.addUser(named: "Hugo Lind", email: "hugo@globex.example", urlKey: "globex", now: now)
        return state
    }
}
