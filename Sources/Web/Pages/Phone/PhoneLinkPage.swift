import Domain

/// Names the account and the provider before anything begins.
struct PhoneLinkPage: Page {
    static let template = "phone-link"
    let path: String
    let name: String
    let mark: String
    let csrf: String
    let person: String
    let email: String

    init(_ integration: Integration, path: String, person: Person, reader: Reader) {
        self.path = path
        name = integration.name
        mark = "mark-\(integration.provider)"
        csrf = reader.csrf
        self.person = person.name
        email = person.email
    }

    func title(in texts: Texts) -> String { texts("title.phone-link", ["name": name]) }
}
