extension Page {
    /// A page of the simulated Slack.
    static func slack(title: String, isNarrow: Bool = false, _ content: HTML) -> Page {
        Page(title: title, band: "not the real Slack", isNarrow: isNarrow, content: content)
    }
}
