/// What a template is filled with.
protocol Page: Sendable {
    /// The template's file name without its ending.
    static var template: String { get }
    /// Where one is, for the browser's tab.
    var title: String { get }
}
