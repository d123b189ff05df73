/// A person removes an app's access at Slack itself.
struct SlackWithdrawal: Sendable {
    /// Their mail.
    let account: String
    /// The whole app leaves their workspace, whoever installed it.
    let isUninstalled: Bool
    let surroundings: Surroundings

    /// Ends what the person authorized: their own token's grant, and the bot's when nobody else installed it. Gives how many ended.
    func perform(in state: inout SlackState) throws(SandboxError) -> Int {
        guard let user = state.user(email: account) else { throw .badAccount("There is no account with this mail.") }
        var count = 0
        for (_, all) in Dictionary(grouping: state.grants.values.filter { $0.teamID == user.teamID }, by: \.clientID) {
            let ended = all.filter { isUninstalled || $0.installers == [user.id] }
            let leaves = isUninstalled || ended.count == all.count
            for grant in all where !ended.contains(where: { $0.key == grant.key }) { state.grants[grant.key]?.installers.remove(user.id) }
            state.end(ended, isUninstalled: leaves && !ended.isEmpty, surroundings: surroundings)
            count += ended.count
        }
        return count
    }
}
