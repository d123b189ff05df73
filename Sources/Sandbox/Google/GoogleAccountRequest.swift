/// Somebody who is to get an account.
struct GoogleAccountRequest: Sendable {
    let name: String
    let email: String

    init(name: String, email: String) {
        self.name = name
        self.email = email
    }

    /// `name` and `email`, from JSON or a form.
    init(_ field: (String) -> String?) throws(SandboxError) {
        guard let name = field("name"), let email = field("email") else { throw .badAccount("name and email are needed.") }
        self.init(name: name, email: email)
    }

    func add(to sandbox: GoogleSandbox) throws {
        guard !name.isEmpty, email.wholeMatch(of: /[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+/) != nil else {
            throw SandboxError.badAccount("name or email is not usable.")
        }
        let now = Moment(sandbox.surroundings.now())
        let isAdded = try sandbox.change { state in
            guard state.account(email: email) == nil else { return false }
            state.addAccount(named: name, email: email, now: now)
            return true
        }
        guard isAdded else { throw SandboxError.accountExists }
    }
}
