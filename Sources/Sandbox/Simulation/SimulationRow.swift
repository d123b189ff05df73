import HTTPTypes

/// Pieces of the pages that show what arrived.
enum SimulationRow {
    /// One entry of a list.
    static func content(label: String, title: String, address: String, excerpt: String, facts: [(String, String)]) -> HTML {
        """
        <li>
        <span class="identifier">\(label)</span>
        <div>
        <a class="title" href="\(address)">\(title)</a>
        <p class="excerpt">\(excerpt)</p>
        \(Self.facts(facts))
        </div>
        </li>
        """
    }

    /// What an entry says about itself besides its text.
    static func facts(_ facts: [(String, String)]) -> HTML {
        "<dl class=\"facts\">\(HTML(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }))</dl>"
    }

    static let nothing: HTML = "<p class=\"card empty\">Nothing yet. What a connected application creates appears here.</p>"

    /// For an address with nothing behind it.
    static func missing(_ provider: String) -> Answer {
        .page(
            Page(
                title: "Not found · Sandbox", band: "not the real \(provider)", isNarrow: true,
                content: """
                    <section class="card">
                    <h1>There is nothing here</h1>
                    <p>Nothing in the sandbox has this address.</p>
                    <p><a href="/">To the sandbox</a></p>
                    </section>
                    """), status: .notFound)
    }
}
