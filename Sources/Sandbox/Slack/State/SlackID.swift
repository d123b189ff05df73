/// Slack's ids: a letter for the kind, then capital letters and digits.
enum SlackID {
    /// The same id for the same name: people and channels keep theirs when a sandbox without a state file restarts.
    static func make(_ kind: Character, named name: String) -> String {
        "\(kind)0" + Surroundings.uuid(named: "slack/\(kind)/\(name)").replacing("-", with: "").prefix(9).uppercased()
    }
}
