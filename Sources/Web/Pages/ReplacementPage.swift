import Connections
import Domain

/// Names both accounts, and what choosing either means.
struct ReplacementPage: Page {
    static let template = "replacement"
    let title: String
    let id: String
    let name: String
    let csrf: String
    let current: String
    let new: String
    /// `nil` when nothing waits.
    let waiting: String?

    init(_ replacement: Replacement, csrf: String) {
        title = "Which \(replacement.name) account?"
        id = replacement.provider.rawValue
        name = replacement.name
        self.csrf = csrf
        current = replacement.current.title
        new = replacement.new.title
        switch replacement.waiting {
        case 0: waiting = nil
        case 1: waiting = "One delivery to \(replacement.name) has not gone out. It goes to the account you choose; nothing is cancelled."
        case let count:
            waiting =
                "\(count) deliveries to \(replacement.name) have not gone out. They go to the account you choose; nothing is cancelled."
        }
    }
}
