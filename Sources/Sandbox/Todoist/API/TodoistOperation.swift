/// One operation of the API.
protocol TodoistOperation: Sendable {
    /// What the log calls it.
    var name: String { get }
    /// Scopes one of which is needed.
    var scopes: [TodoistScope] { get }

    func answer(_ call: TodoistCall, in state: inout TodoistState) throws(TodoistFault) -> JSON
}
