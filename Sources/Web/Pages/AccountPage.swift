import Domain
import Foundation

struct AccountPage: Page {
    static let template = "account"
    let title = "Account"
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
        person: Person, tokens: [APIToken], sessions: [BrowserSession], current: BrowserSession.ID?, csrf: String, error: String?,
        newToken: String?, now: Date
    ) {
        let moment = Moment(timeZone: person.timeZone)
        self.csrf = csrf
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
                id: session.id.rawValue, device: Device.name(session.device), since: moment.day(session.createdAt),
                seen: moment.ago(session.seenAt, now: now), isCurrent: session.id == current
            )
        }
    }
}

struct ActivityPage: Page {
    static let template = "activity"
    let title = "Activity"
    let entries: [Entry]
    let hasEntries: Bool

    struct Entry: Sendable {
        let when: String
        let text: String
        let cause: String?
        let address: String?
    }

    init(_ activity: [Activity], moment: Moment) {
        entries = activity.map { entry in
            Entry(
                when: moment.full(entry.at), text: ActivityWords.text(entry.kind, provider: entry.provider), cause: entry.cause,
                address: entry.address
            )
        }
        hasEntries = !activity.isEmpty
    }
}
