import Domain
import Foundation

extension Choice {
    /// Whether its name holds what somebody looks for; everything does when they look for nothing.
    func matches(_ search: String?) -> Bool {
        guard let search, !search.isEmpty else { return true }
        return name.localizedCaseInsensitiveContains(search)
    }
}
