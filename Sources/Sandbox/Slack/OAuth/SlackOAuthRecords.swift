/// What the authorization server looks up and ends.
extension SlackState {
    /// The mail of the person a grant is theirs or whose installation made it.
    func account(of grant: SlackGrant) -> String? {
        user(id: grant.isBot ? grant.installers.sorted().first ?? "" : grant.userID)?.email
    }

    /// The mail of the person behind a token, dead ones included.
    func account(ofToken token: String) -> String? {
        guard let key = accessTokens[token]?.grantKey ?? refreshTokens[token]?.grantKey else { return nil }
        return grants[key].flatMap(account(of:)) ?? accessTokens[token].flatMap { user(id: $0.userID)?.email }
    }

    /// Adds scopes to what an app may do; it never takes one away.
    mutating func install(
        clientID: String, teamID: String, userID: String, isBot: Bool, scopes: [String], installer: String
    ) -> SlackGrant {
        let key = SlackGrant.key(clientID: clientID, teamID: teamID, userID: userID)
        var grant =
            grants[key] ?? SlackGrant(clientID: clientID, teamID: teamID, userID: userID, isBot: isBot, scopes: [], installers: [])
        grant.scopes += scopes.filter { !grant.scopes.contains($0) }
        grant.installers.insert(installer)
        grants[key] = grant
        return grant
    }

    /// Every token of the grant is dead from here on.
    mutating func end(grant key: String) {
        for token in accessTokens.keys where accessTokens[token]?.grantKey == key { accessTokens[token]?.isRevoked = true }
        for token in refreshTokens.keys where refreshTokens[token]?.grantKey == key { refreshTokens[token]?.isRevoked = true }
        grants[key] = nil
    }

    /// Ends several grants of one app in one workspace, and tells its server.
    mutating func end(_ ended: [SlackGrant], isUninstalled: Bool, surroundings: Surroundings) {
        guard let first = ended.first else { return }
        let events = SlackEvents(state: self, clientID: first.clientID, teamID: first.teamID, surroundings: surroundings)
        for grant in ended { end(grant: grant.key) }
        let news = [events.tokensRevoked(ended), isUninstalled ? events.appUninstalled() : nil]
        for event in news.compactMap({ $0 }) { ledger.post(event) }
    }
}
