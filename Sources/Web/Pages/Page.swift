/// What a template is filled with.
protocol Page: Sendable {
    /// The template's file name without its ending.
    static var template: String { get }
    /// Where one is, for the browser's tab.
    func title(in texts: Texts) -> String
}

extension Page {
    /// The same for every page of its kind: the text `title.` and the template's name.
    func title(in texts: Texts) -> String { texts("title.\(Self.template)") }
}
