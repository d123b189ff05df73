import Domain

/// The page a browser gets that navigates to `…/connect`: a link must not start an authorization by itself.
struct ConnectPage: Page {
    static let template = "connect"
    let id: String
    let name: String
    let csrf: String
    let returnPath: String
    /// The only thing to ask permission for; `nil` for everything the provider is good for.
    let operation: String?
    let mark: String
    /// What the connection is good for: `Create issues`.
    let operations: [String]

    init(_ integration: Integration, operation: String?, returnPath: String, reader: Reader) {
        self.operation = operation
        id = integration.provider.rawValue
        name = integration.name
        csrf = reader.csrf
        self.returnPath = returnPath
        mark = "mark-\(id)"
        let asked = integration.operations.filter { operation == nil || $0.id == operation }
        operations = asked.map { reader.texts.phrase($0.title) }
    }

    func title(in texts: Texts) -> String { texts("title.connect", ["name": name]) }
}
