extension Page {
    /// A page of the simulated Linear.
    static func linear(title: String, isNarrow: Bool = false, _ content: HTML) -> Page {
        Page(title: title, band: "not the real Linear", isNarrow: isNarrow, content: content)
    }
}
