/// The people and workspaces everybody finds on a first start.
enum SlackSeed {
    private static let acme = ["ada@acme.example", "ben@acme.example", "clara@acme.example", "dan@acme.example"]
    private static let globex = ["gina@globex.example", "hugo@globex.example"]

    static func state(now: SimulationMoment) -> SlackState {
        var state = SlackState()
        addAcme(to: &state, now)
        addGlobex(to: &state, now)
        return state
    }

    private static func addAcme(to state: inout SlackState, _ now: SimulationMoment) {
        state.addTeam(named: "Acme", domain: "acme")
        for (name, email) in zip(["Ada Lovelace", "Ben Carter", "Clara Diaz", "Dan Novak"], acme) {
            state.addUser(named: name, email: email, domain: "acme")
        }
        state.addChannel(named: "general", to: "acme", topic: "Everybody is here", members: acme, now: now)
        state.addChannel(named: "random", to: "acme", members: acme, now: now)
        state.addChannel(named: "product", to: "acme", topic: "What we build next", members: Array(acme.prefix(3)), now: now)
        state.addChannel(named: "design", to: "acme", members: ["clara@acme.example"], now: now)
        state.addChannel(
            named: "leadership", to: "acme", kind: .privateChannel, topic: "Not for everybody", members: Array(acme.prefix(2)), now: now)
        state.addChannel(named: "launch-2025", to: "acme", topic: "It is out", isArchived: true, members: acme, now: now)
        // More than one page of a listing holds.
        for number in 1...120 {
            let name = "project-" + String(repeating: "0", count: 3 - String(number).count) + String(number)
            state.addChannel(named: name, to: "acme", members: [acme[number % acme.count]], now: now)
        }
    }

    private static func addGlobex(to state: inout SlackState, _ now: SimulationMoment) {
        state.addTeam(named: "Globex", domain: "globex")
        for (name, email) in zip(["Gina Rossi", "Hugo Lind"], globex) { state.addUser(named: name, email: email, domain: "globex") }
        state.addChannel(named: "general", to: "globex", members: globex, now: now)
        state.addChannel(named: "operations", to: "globex", members: globex, now: now)
    }
}
