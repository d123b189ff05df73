/// One call of the API by somebody who proved who they are.
struct TodoistCall: Sendable {
    let request: SimulationRequest
    let query: Form
    let user: TodoistUser
    let surroundings: Surroundings

    var now: SimulationMoment { SimulationMoment(surroundings.now()) }

    /// Nothing but these parameters.
    func check(_ names: Set<String>) throws(TodoistFault) {
        if let unknown = query.fields.map(\.name).first(where: { !names.contains($0) }) { throw .argument(unknown, "no such parameter") }
    }
}
