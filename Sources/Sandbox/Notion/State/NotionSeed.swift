/// The people, pages and databases everybody finds on a first start.
enum NotionSeed {
    static func state(now: SimulationMoment) -> NotionState {
        var state = NotionState()
        let acme = state.addWorkspace(named: "Acme")
        for (name, email) in [
            ("Ada Lovelace", "ada@acme.example"), ("Ben Carter", "ben@acme.example"), ("Clara Diaz", "clara@acme.example"),
            ("Dan Novak", "dan@acme.example"),
        ] { state.addUser(named: name, email: email, to: acme) }
        state.addPage("Meeting notes", to: acme, now: now)
        let wiki = state.addPage("Team wiki", to: acme, now: now)
        state.addPage("Salaries", to: acme, now: now)
        // More than one page of a search holds.
        for number in 1...105 { state.addPage("Article \(number)", to: acme, below: wiki, now: now) }
        state.addDataSource(
            "Tasks", to: acme, schema: ["Name": "title", "Status": "select", "Due": "date", "Owner": "rich_text", "Done": "checkbox"],
            now: now)
        let globex = state.addWorkspace(named: "Globex")
        for (name, email) in [("Gina Rossi", "gina@globex.example"), ("Hugo Lind", "hugo@globex.example")] {
            state.addUser(named: name, email: email, to: globex)
        }
        state.addPage("Operations", to: globex, now: now)
        return state
    }
}
