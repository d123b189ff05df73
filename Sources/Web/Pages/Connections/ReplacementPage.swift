import Connections
import Domain

/// Names both accounts, and what choosing either means.
struct ReplacementPage: Page {
    static let template = "replacement"
    let title: String
    let id: String
    let name: String
    /// Where the decision goes: to the page's own address.
    let path: String
    let csrf: String
    let current: String
    let new: String
    /// `nil` when nothing waits.
    let waiting: String?

    init(_ replacement: Replacement, path: String, reader: Reader) {
        title = reader.texts("title.replacement", ["name": replacement.name])
        id = replacement.provider.rawValue
        name = replacement.name
        self.path = path
        csrf = reader.csrf
        current = replacement.current.title
        new = replacement.new.title
        waiting =
            replacement.waiting == 0
            ? nil : reader.texts("replacement.waiting", count: replacement.waiting, ["name": replacement.name])
    }

    func title(in texts: Texts) -> String { title }
}
