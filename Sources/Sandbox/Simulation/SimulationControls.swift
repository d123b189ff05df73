import HTTPTypes
import Hummingbird

/// How tests and the pages look into a simulated provider and change how it behaves.
struct SimulationControls<State: SimulationState>: Sendable {
    typealias Command = @Sendable (inout State, [String: JSON]) throws -> JSON

    let simulation: Simulation<State>
    /// What arrived, beside what every provider reports.
    let report: @Sendable (State) throws -> [String: JSON]
    /// What can be done by `POST /sandbox/{provider}/{name}`. A command that throws has changed nothing.
    let commands: [String: Command]

    func add(to router: Router<BasicRequestContext>) {
        let root = "/sandbox/\(State.provider)"
        router.get(RouterPath("\(root)/state")) { [simulation, report] _, _ in
            try simulation.read { state in Answer.json(try SimulationReport(state.ledger).json(adding: report(state))) }.response
        }
        for (name, command) in commands.merging(["settings": Self.changeSettings], uniquingKeysWith: { own, _ in own }) {
            router.post(RouterPath("\(root)/\(name)")) { request, _ in
                try await answer(request, by: command, status: name == "accounts" ? .created : .ok)
            }
        }
    }

    /// For one account when `account` names it.
    private static func changeSettings(_ state: inout State, _ fields: [String: JSON]) throws -> JSON {
        var changes = fields
        let account = changes.removeValue(forKey: "account")?.string
        if let account, !state.knows(account: account) { throw SandboxError.badAccount("There is no account with this mail.") }
        let settings = try state.ledger.behaviour[account].changed(by: changes, among: State.settingNames)
        state.ledger.behaviour[account] = settings
        return try JSON(encoding: settings)
    }

    /// JSON is answered with JSON, a form with the way back to the page it is on.
    private func answer(_ request: Request, by command: Command, status: HTTPResponse.Status) async throws -> Response {
        let request = try await SimulationRequest(request)
        let isForm = request.contentType == "application/x-www-form-urlencoded"
        do {
            var fields = try fields(request)
            let back = isForm ? fields.removeValue(forKey: "back")?.string : nil
            let result = try simulation.change { state in try command(&state, fields) }
            try await simulation.sendEvents()
            return isForm ? Answer.redirect(.seeOther, to: Self.page(back)).response : Answer.json(result, status: status).response
        } catch let error as SandboxError {
            if isForm { return SimulationRefusal.page(error.sentence).answer(by: State.provider, status: error.status).response }
            return Answer.json(["error": .string(error.sentence)], status: error.status).response
        }
    }

    private func fields(_ request: SimulationRequest) throws -> [String: JSON] {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name], site != "same-origin", site != "none" {
            throw SandboxError.crossSite
        }
        if let form = request.form { return SettingsForm.fields(form) }
        guard let fields = request.object else { throw SandboxError.unreadableSetting }
        return fields
    }

    /// Only a page of the sandbox.
    private static func page(_ back: String?) -> String {
        guard let back, back.hasPrefix("/"), !back.hasPrefix("//"), !back.contains("\\") else { return "/" }
        return back
    }
}
