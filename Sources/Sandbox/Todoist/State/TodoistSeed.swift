/// The people and projects everybody finds on a first start.
enum TodoistSeed {
    static func state(now: SimulationMoment) -> TodoistState {
        var state = TodoistState()
        // More than one page of a listing holds.
        let many = (1...60).map { "Project \($0)" }
        state.addUser(named: "Ada Lovelace", email: "ada@acme.example", projects: ["Work", "Home"] + many)
        state.addUser(named: "Ben Carter", email: "ben@acme.example", projects: ["Work"])
        state.addUser(named: "Clara Diaz", email: "clara@acme.example", projects: ["Work"])
        state.addUser(named: "Dan Novak", email: "dan@acme.example", projects: [])
        state.addUser(named: "Gina Rossi", email: "gina@globex.example", projects: ["Operations"])
        state.addUser(named: "Hugo Lind", email: "hugo@globex.example", projects: [])
        return state
    }
}
