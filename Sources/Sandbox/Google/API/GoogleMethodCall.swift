/// A call that may be made: whose it is, and what it says.
struct GoogleMethodCall: Sendable {
    let account: GoogleAccount
    let clientID: String
    let scopes: [GoogleScope]
    let query: Form
    let request: ProviderRequest
    let surroundings: Surroundings

    var now: Moment { Moment(surroundings.now()) }

    /// The JSON body, of the fields the API knows.
    func body(_ fields: [String: GoogleField]) throws(GoogleFault) -> [String: JSON] {
        guard request.contentType == "application/json" else {
            throw GoogleFault(code: 400, message: "The body must be application/json", reason: "badContent", status: "INVALID_ARGUMENT")
        }
        guard let json = JSON(text: request.body) else {
            throw GoogleFault(
                code: 400, message: "Invalid JSON payload received. Parse Error", reason: "parseError", status: "INVALID_ARGUMENT")
        }
        return try GoogleField.members(of: json, fields, at: "")
    }
}
