/// The simulated Slack: workspaces, members, channels, messages, and the app that was installed.
package typealias SlackSandbox = Simulation<SlackState>

extension Simulation where State == SlackState {
    /// Every message, oldest first.
    package var messages: [SlackMessage] { read { $0.messagesForReaders(publicURL: surroundings.publicURL) } }

    /// Adds a person, and their workspace when there is none of this domain.
    package func addAccount(name: String, email: String, workspace: String, domain: String) throws {
        let now = now
        try change { state in
            try SlackAccountRequest(name: name, email: email, workspace: workspace, domain: domain).add(to: &state, now: now)
        }
    }

    /// What a person takes back at Slack itself; the app is told by signed events.
    package func withdraw(account: String, isUninstalled: Bool = false) async throws {
        let surroundings = surroundings
        _ = try change { state in
            try SlackWithdrawal(account: account, isUninstalled: isUninstalled, surroundings: surroundings).perform(in: &state)
        }
        try await sendEvents()
    }

    /// Adds the app's bot to a channel, as a member does with `/invite`.
    package func inviteBot(to channel: String, workspace: String) throws {
        _ = try change { state in try SlackInvitation(channel: channel, domain: workspace).perform(in: &state) }
    }
}
