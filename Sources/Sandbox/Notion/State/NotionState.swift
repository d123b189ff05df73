/// Everything the simulated Notion knows: what a state file keeps.
package struct NotionState: SimulationState {
    package static let provider = "notion"
    package static let defaults = SimulationSettings(accessTokenLifetime: 0, rotationGrace: 0, searchDelay: 0)
    package static let settingNames = SimulationSettings.commonNames.union(["access_token_lifetime", "rotation_grace", "search_delay"])

    package var ledger = SimulationLedger(settings: defaults)
    var workspaces: [NotionWorkspace] = []
    var users: [NotionUser] = []
    /// Oldest first.
    var pages: [NotionPage] = []
    var dataSources: [NotionDataSource] = []
    var bots: [String: NotionBot] = [:]
    var accessTokens: [String: NotionAccessToken] = [:]
    var refreshTokens: [String: NotionRefreshToken] = [:]

    package func knows(account email: String) -> Bool { user(email: email) != nil }

    func user(email: String) -> NotionUser? { users.first { $0.email.lowercased() == email.lowercased() } }
    func workspace(_ id: String) -> NotionWorkspace? { workspaces.first { $0.id == id } }
    func page(_ id: String) -> NotionPage? { pages.last { $0.id == id } }
    func dataSource(_ id: String) -> NotionDataSource? { dataSources.first { $0.id == id } }
    func dataSource(ofDatabase id: String) -> NotionDataSource? { dataSources.first { $0.databaseID == id } }

    /// A page is shared with what it is in, and with what it made itself.
    func isShared(_ page: NotionPage, with bot: NotionBot) -> Bool {
        var place: NotionPage? = page
        while let current = place {
            if bot.shared.contains(current.id) || current.createdBy == bot.id { return true }
            switch current.parent {
            case .workspace: return false
            case .dataSource(let id): return bot.shared.contains(id)
            case .page(let id): place = self.page(id)
            }
        }
        return false
    }

    /// Everything an app was allowed by a person is over.
    mutating func end(bot id: String) {
        for token in accessTokens.keys where accessTokens[token]?.botID == id { accessTokens[token]?.isRevoked = true }
        for token in refreshTokens.keys where refreshTokens[token]?.botID == id { refreshTokens[token]?.isRevoked = true }
        bots[id] = nil
    }
}
