/// A provider's part of the front page.
struct SimulationIndexSection<State: SimulationState>: Sendable {
    /// One place of the provider: a workspace, a person's account.
    struct Card: Sendable {
        let title: String
        let address: String
        let note: String
        var people: [SimulationPerson] = []
    }

    let state: State
    let name: String
    let mark: HTML
    let cards: [Card]
    /// Where a client goes.
    let authorize: String
    let api: String
    /// What failures can be ordered for.
    let operations: [String]
    /// The fields of a new account beside name and mail: name, label, and whether it is needed.
    var accountFields: [(name: String, label: String, isNeeded: Bool)] = []

    var content: HTML {
        """
        <section>
        <h2>\(mark) \(name)</h2>
        <div class="cards">\(HTML(cards.map(card)))</div>
        <p class="quiet">A client connects at <code>\(authorize)</code> and calls <code>\(api)</code>.
        What happened so far: <a href="/sandbox/\(State.provider)/state">state as JSON</a>.</p>
        \(SimulationSettingsView(provider: State.provider, behaviour: state.ledger.behaviour, names: State.settingNames, operations: operations).content)
        \(newAccount)
        </section>
        """
    }

    private func card(_ card: Card) -> HTML {
        """
        <article class="card">
        <h3><a href="\(card.address)">\(card.title)</a></h3>
        <p class="quiet">\(card.note)</p>
        <ul class="people">\(HTML(card.people.map(person)))</ul>
        </article>
        """
    }

    private func person(_ person: SimulationPerson) -> HTML {
        "<li>\(Avatar.drawing(person.name))<span>\(person.name)<small>\(person.email)</small></span></li>"
    }

    private var newAccount: HTML {
        """
        <details><summary>Add a person</summary>
        <form method="post" action="/sandbox/\(State.provider)/accounts" class="grid">
        <label>Name<input name="name" required></label>
        <label>Mail<input name="email" type="email" required></label>
        \(HTML(accountFields.map { "<label>\($0.label)<input name=\"\($0.name)\"\($0.isNeeded ? " required" as HTML : "" as HTML)></label>" }))
        <p class="actions"><button class="primary">Add</button></p>
        </form></details>
        """
    }
}
