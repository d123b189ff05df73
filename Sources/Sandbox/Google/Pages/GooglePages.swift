extension Page {
    /// A page of the simulated Google.
    static func google(title: String, isNarrow: Bool = false, _ content: HTML) -> Page {
        Page(title: title, band: "not the real Google", isNarrow: isNarrow, content: content)
    }
}
