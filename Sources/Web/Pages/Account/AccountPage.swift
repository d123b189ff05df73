import Domain
import Foundation

struct AccountPage: Page {
    static let template = "account"
    let csrf: String
    let name: String
    let email: String
    let timeZone: String
    let error: String?
    let newToken: String?
    let tokens: [Token]
    let hasTokens: Bool
    let sessions: [Session]

    struct Token: Sendable {
        let id: String
        let name: String
        let created: String
        let lastUsed: String?
    }

    struct Session: Sendable {
        let id: String
        let device: String
        let since: String
        let seen: String
        let isCurrent: Bool
    }

    init(
        person: Person, tokens: [APIToken], sessions: [BrowserSession], current: BrowserSession.ID?, error: String?,
        newToken: String?, reader: Reader
    ) {
        let (moment, now) = (reader.moment, reader.now)
        csrf = reader.csrf
        name = person.name
        email = person.email
        timeZone = person.timeZone
        self.error = error
        self.newToken = newToken
        self.tokens = tokens.map { token in
            Token(
                id: token.id.rawValue, name: token.name, created: moment.day(token.createdAt),
                lastUsed: token.lastUsedAt.map { moment.ago($0, now: now) }
            )
        }
        hasTokens = !tokens.isEmpty
        self.sessions = sessions.map { session in
            Session(
                id: session.id.rawValue, device: Device.name(session.device, reader.texts), since: moment.day(session.createdAt),
                seen: moment.ago(session.seenAt, now: now), isCurrent: session.id == current
            )
        }
    }
}
