/// Somebody a provider knows, to find out whom a transcript means.
struct Member: Sendable, Equatable {
    let id: String
    /// Given name first.
    let name: String
    /// What else they go by: a display name, a handle, a mail address.
    let aliases: [String]

    /// One clear match or nobody: work given to the wrong person is worse than work given to none. Case makes no difference.
    static func named(_ owner: String, in members: [Member]) -> Member? {
        let wanted = owner.lowercased()
        let exact = members.filter { ([$0.name] + $0.aliases).contains { $0.lowercased() == wanted } }
        if !exact.isEmpty { return exact.count == 1 ? exact[0] : nil }
        let byFirstName = members.filter { $0.name.lowercased().split(separator: " ").first.map(String.init) == wanted }
        return byFirstName.count == 1 ? byFirstName[0] : nil
    }
}
