/// One operation of the API.
protocol NotionOperation: Sendable {
    /// What the log calls it.
    var name: String { get }

    func answer(_ call: NotionCall, in state: inout NotionState) throws(NotionFault) -> JSON
}
