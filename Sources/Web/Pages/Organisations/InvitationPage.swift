import Domain

/// What joining an organisation means, before anybody joins.
struct InvitationPage: Page {
    static let template = "invitation"
    let title: String
    let organisation: String
    let role: String
    let path: String
    let csrf: String

    init(_ invitation: Invitation, _ organisation: Organisation, path: String, reader: Reader) {
        title = reader.texts("title.invitation", ["organisation": organisation.name])
        self.organisation = organisation.name
        role = reader.texts("role.\(invitation.role.rawValue)")
        self.path = path
        csrf = reader.csrf
    }

    func title(in texts: Texts) -> String { title }
}
