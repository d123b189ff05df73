/// What a grant may do.
enum LinearScope: String, Codable, Sendable, CaseIterable {
    case read
    case write
    case issuesCreate = "issues:create"
    case commentsCreate = "comments:create"
    case timeScheduleWrite = "timeSchedule:write"
    case admin
    case appAssignable = "app:assignable"
    case appMentionable = "app:mentionable"

    /// Agent scopes are only for applications that act as themselves.
    var needsAppActor: Bool { self == .appAssignable || self == .appMentionable }

    /// What it means, for the person who is asked.
    var meaning: String {
        switch self {
        case .read: "See your profile, and the teams, people and issues of your workspace"
        case .write: "Change anything you can change in your workspace"
        case .issuesCreate: "Create issues and attach links to them"
        case .commentsCreate: "Comment on issues"
        case .timeScheduleWrite: "Change time schedules"
        case .admin: "Administer the workspace"
        case .appAssignable: "Be assigned to issues as an agent"
        case .appMentionable: "Be mentioned as an agent"
        }
    }
}
