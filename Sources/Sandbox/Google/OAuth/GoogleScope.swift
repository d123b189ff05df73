/// What a token may do.
enum GoogleScope: String, Codable, Sendable, CaseIterable {
    case openid
    case email = "https://www.googleapis.com/auth/userinfo.email"
    case profile = "https://www.googleapis.com/auth/userinfo.profile"
    case gmailSend = "https://www.googleapis.com/auth/gmail.send"
    case gmailCompose = "https://www.googleapis.com/auth/gmail.compose"
    case eventsOwned = "https://www.googleapis.com/auth/calendar.events.owned"
    case events = "https://www.googleapis.com/auth/calendar.events"
    case calendarReadonly = "https://www.googleapis.com/auth/calendar.readonly"
    case calendarListReadonly = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
    case driveFile = "https://www.googleapis.com/auth/drive.file"
    case documents = "https://www.googleapis.com/auth/documents"
    case tasks = "https://www.googleapis.com/auth/tasks"

    /// `email` and `profile` are short for their addresses; the token answer always has the addresses.
    init?(asked name: String) {
        switch name {
        case "email": self = .email
        case "profile": self = .profile
        default: self.init(rawValue: name)
        }
    }

    /// They come with signing in; the person is not asked about each.
    var isSignIn: Bool { self == .openid || self == .email || self == .profile }

    /// A password change ends refresh tokens that have one of these.
    var isGmail: Bool { self == .gmailSend || self == .gmailCompose }

    /// What it means, for the person who is asked.
    var meaning: String {
        switch self {
        case .openid: "Know you by your Google account"
        case .email: "See your mail address"
        case .profile: "See your name"
        case .gmailSend: "Send mail on your behalf"
        case .gmailCompose: "Manage drafts and send mail"
        case .eventsOwned: "See, create, change and delete events on calendars you own"
        case .events: "View and edit events on all your calendars"
        case .calendarReadonly: "See and download any calendar you can access"
        case .calendarListReadonly: "See the list of your calendars"
        case .driveFile: "See, edit, create and delete only the files it uses in your Drive"
        case .documents: "See, edit, create and delete all your documents"
        case .tasks: "Create, edit and delete all your tasks"
        }
    }
}
