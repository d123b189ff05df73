import Domain

/// Something to connect again.
struct Reminder: Sendable {
    let name: String
    /// Where its form goes.
    let connectHref: String
    let text: String

    init(_ broken: BrokenConnection, texts: Texts) {
        let organisation = broken.organisation
        let path = organisation.map { "/api/v1/organizations/\($0.id)" } ?? ""
        name = broken.name
        connectHref = "\(path)/integrations/\(broken.provider)/connect"
        let owner = organisation == nil ? "own" : "organisation"
        let key = "reminder.\(owner).\(broken.isWhole ? "whole" : "part")"
        let loss = texts(key, ["name": broken.name, "organisation": organisation?.name ?? ""])
        let waiting = broken.waiting == 0 ? texts("reminder.waiting.none") : texts("reminder.waiting", count: broken.waiting)
        text = "\(loss) \(waiting)"
    }
}
