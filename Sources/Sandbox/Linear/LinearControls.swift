import Hummingbird

/// How tests and the index page look into the simulated Linear and change how it behaves.
struct LinearControls: Sendable {
    let linear: LinearSandbox
    private let controls = Controls { LinearRefusalPage(reason: $0).page }

    init(linear: LinearSandbox) {
        self.linear = linear
    }

    func add(to router: Router<BasicRequestContext>) {
        router.get("/sandbox/linear/state") { [linear] _, _ in
            Answer.json(try JSON(encoding: linear.read(LinearReport.init))).response
        }
        router.post("/sandbox/linear/settings") { request, _ in
            try await controls.answer(request, changeSettings)
        }
        router.post("/sandbox/linear/accounts") { request, _ in
            try await controls.answer(request) { fields in
                let account = try LinearAccountRequest { fields[$0]?.string }
                try account.add(to: linear)
                return .json(
                    ["name": .string(account.name), "email": .string(account.email), "url_key": .string(account.urlKey)], status: .created)
            }
        }
    }

    /// For all; with `account`, for that one alone.
    private func changeSettings(_ fields: [String: JSON]) throws -> Answer {
        guard let account = fields["account"] else {
            let settings = try linear.settings.changed(by: fields)
            try linear.changeSettings { $0 = settings }
            return .json(try JSON(encoding: settings))
        }
        let email = account.string ?? ""
        let settings = try linear.settings(of: email).changed(by: fields.filter { $0.key != "account" })
        try linear.changeSettings(of: email) { $0 = settings }
        return .json(try JSON(encoding: settings))
    }
}
