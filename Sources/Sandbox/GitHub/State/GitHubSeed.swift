/// The people and repositories everybody finds on a first start.
enum GitHubSeed {
    static func state(now: SimulationMoment) -> GitHubState {
        var state = GitHubState()
        let people = [
            ("Ada Lovelace", "ada@acme.example", "ada"), ("Ben Carter", "ben@acme.example", "ben"),
            ("Clara Diaz", "clara@acme.example", "clara"), ("Dan Novak", "dan@acme.example", "dan"),
            ("Gina Rossi", "gina@globex.example", "gina"), ("Hugo Lind", "hugo@globex.example", "hugo"),
        ]
        for (name, email, login) in people { state.addUser(named: name, email: email, login: login) }
        let acme = ["ada", "ben", "clara", "dan"]
        state.addRepository("acme", "product", isPrivate: true, collaborators: acme, now: now)
        state.addRepository("acme", "website", collaborators: acme, now: now)
        state.addRepository("acme", "prototype", isPrivate: true, isArchived: true, collaborators: acme, now: now)
        state.addRepository("acme", "handbook", hasIssues: false, collaborators: acme, now: now)
        state.addRepository("ada", "notes", isPrivate: true, collaborators: ["ada"], now: now)
        state.addRepository("globex", "operations", isPrivate: true, collaborators: ["gina", "hugo"], now: now)
        // More than one page of a listing holds.
        for number in 101...160 { state.addRepository("acme", "service-\(number)", isPrivate: true, collaborators: acme, now: now) }
        return state
    }
}
