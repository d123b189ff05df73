/// One method of a Google API, as its discovery document describes it.
protocol GoogleMethod: Sendable {
    /// What the log and ordered failures call it.
    var operation: String { get }
    /// `gmail.googleapis.com`, named when a scope is missing.
    var service: String { get }
    /// One of them is enough.
    var scopes: [GoogleScope] { get }
    /// The query parameters besides those every method has.
    var parameters: [String: GoogleParameter] { get }
    /// Whether calls count against a quota.
    var isLimited: Bool { get }

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult
}

extension GoogleMethod {
    var parameters: [String: GoogleParameter] { [:] }
    var isLimited: Bool { true }
}
