/// The scopes the simulated GitHub knows; it passes over others without a word, as GitHub does.
enum GitHubScope {
    /// In the order they are shown, each with what it holds.
    private static let known: [(name: String, meaning: String, holds: Set<String>)] = [
        ("repo", "See and change your repositories, private ones too, and their issues", ["public_repo"]),
        ("public_repo", "Change your public repositories and open issues in them", []),
        ("user", "See and change your profile", ["read:user", "user:email"]),
        ("read:user", "See your profile", []),
        ("user:email", "See your mail addresses", []),
        ("read:org", "See your organisations", []),
    ]

    /// What is granted for a request: known scopes, without those another one holds.
    static func granted(_ text: String) -> [String] {
        let asked = Set(text.split { $0 == " " || $0 == "," }.map(String.init))
        let held = Set(known.filter { asked.contains($0.name) }.flatMap(\.holds))
        return known.map(\.name).filter { asked.contains($0) && !held.contains($0) }
    }

    static func meaning(_ scope: String) -> String {
        known.first { $0.name == scope }?.meaning ?? scope
    }

    static func allows(_ granted: [String], anyOf wanted: [String]) -> Bool {
        let all = Set(granted + known.filter { granted.contains($0.name) }.flatMap(\.holds))
        return wanted.contains { all.contains($0) }
    }
}
