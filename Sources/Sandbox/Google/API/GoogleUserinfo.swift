/// `GET www.googleapis.com/oauth2/v2/userinfo`: whose token this is, the older way.
struct GoogleUserinfo: GoogleMethod {
    let operation = "userinfo"
    let service = "oauth2.googleapis.com"
    let scopes: [GoogleScope] = [.openid, .email, .profile]
    let isLimited = false

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        let account = call.account
        var members: [String: JSON] = ["id": .string(account.id)]
        if call.scopes.contains(.email) {
            members.merge(["email": .string(account.email), "verified_email": true, "hd": .string(account.domain)]) { $1 }
        }
        if call.scopes.contains(.profile) {
            let names: [String: JSON] = [
                "name": .string(account.name), "given_name": .string(account.givenName), "family_name": .string(account.familyName),
            ]
            members.merge(names) { $1 }
        }
        return .value(.object(members))
    }
}
