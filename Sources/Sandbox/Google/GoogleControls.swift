import Hummingbird

/// How tests and the pages look into the simulated Google and change how it behaves.
struct GoogleControls: Sendable {
    let google: GoogleSandbox
    private let controls = Controls { GoogleRefusalPage(reason: $0).page }

    init(google: GoogleSandbox) {
        self.google = google
    }

    func add(to router: Router<BasicRequestContext>) {
        router.get("/sandbox/google/state") { [google] _, _ in
            Answer.json(try JSON(encoding: google.read(GoogleReport.init))).response
        }
        router.post("/sandbox/google/settings") { request, _ in
            try await controls.answer(request, changeSettings)
        }
        router.post("/sandbox/google/accounts") { request, _ in
            try await controls.answer(request) { fields in
                let account = try GoogleAccountRequest { fields[$0]?.string }
                try account.add(to: google)
                return .json(["name": .string(account.name), "email": .string(account.email)], status: .created)
            }
        }
        router.post("/sandbox/google/withdraw") { request, _ in
            let back: ([String: JSON]) -> String = { "/myaccount.google.com/\($0["account"]?.string ?? "")" }
            return try await controls.answer(request, backTo: back) { fields in
                let ended = try google.withdraw(account: account(in: fields), client: fields["client"]?.string)
                return .json(["withdrawn": .int(ended)])
            }
        }
        router.post("/sandbox/google/password") { request, _ in
            try await controls.answer(request) { fields in
                let ended = try google.changePassword(of: account(in: fields))
                return .json(["refresh_tokens_ended": .int(ended)])
            }
        }
    }

    /// For all; with `account`, for that one alone.
    private func changeSettings(_ fields: [String: JSON]) throws -> Answer {
        guard fields["account"] != nil else {
            let settings = try google.settings.changed(by: fields)
            try google.changeSettings { $0 = settings }
            return .json(try JSON(encoding: settings))
        }
        let email = try account(in: fields)
        let settings = try google.settings(of: email).changed(by: fields.filter { $0.key != "account" })
        try google.changeSettings(of: email) { $0 = settings }
        return .json(try JSON(encoding: settings))
    }

    private func account(in fields: [String: JSON]) throws(SandboxError) -> String {
        guard let email = fields["account"]?.string else { throw .badAccount("account is needed: its mail.") }
        return email
    }
}
