/// Somebody who is to get an account.
struct SimulationNewPerson: Sendable {
    let name: String
    let email: String

    /// `name` and `email`.
    init(_ fields: [String: JSON], isTaken: (String) -> Bool) throws(SandboxError) {
        guard let name = fields["name"]?.string, let email = fields["email"]?.string, !name.isEmpty,
            email.wholeMatch(of: /[^@\s]+@[^@\s]+/) != nil
        else { throw .badAccount("A name and a usable email are needed.") }
        guard !isTaken(email) else { throw .accountExists }
        (self.name, self.email) = (name, email)
    }

    /// The account a command is about.
    static func known(_ fields: [String: JSON], _ isKnown: (String) -> Bool) throws(SandboxError) -> String {
        guard let account = fields["account"]?.string, isKnown(account) else {
            throw .badAccount("There is no account with this mail.")
        }
        return account.lowercased()
    }
}
