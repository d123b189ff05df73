/// The front page: what this is, who has an account, how it behaves.
struct IndexPage: Sendable {
    /// One for each provider.
    let sections: [HTML]

    var answer: Answer {
        .page(Page(title: "Sandbox", content: content))
    }

    private var content: HTML {
        """
        <h1>Sandbox</h1>
        <p class="lead">Simulated providers for trying, testing and demonstrating. They follow the rules of the real ones, and nothing leaves
        this machine.</p>
        \(HTML(sections))
        """
    }
}
