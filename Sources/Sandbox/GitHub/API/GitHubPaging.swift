import HTTPTypes

/// A page of a list, and the `Link` header that leads on.
struct GitHubPaging: Sendable {
    private let page: Int
    private let size: Int

    /// Up to a hundred; what is larger is cut to it.
    init(_ query: Form) throws(GitHubFault) {
        guard let page = Int(query["page"] ?? "1"), let size = Int(query["per_page"] ?? "30"), page > 0, size > 0 else {
            throw .invalid("page and per_page must be positive numbers")
        }
        (self.page, self.size) = (page, min(size, 100))
    }

    func elements<Element>(of all: [Element]) -> [Element] {
        Array(all.dropFirst((page - 1) * size).prefix(size))
    }

    /// - Parameter count: How many there are in all.
    func addLinks(to answer: inout Answer, _ call: GitHubCall, count: Int) {
        let last = max(1, (count + size - 1) / size)
        var links: [(String, Int)] = []
        if page > 1 { links += [("first", 1), ("prev", page - 1)] }
        if page < last { links += [("next", page + 1), ("last", last)] }
        guard !links.isEmpty, let name = HTTPField.Name("Link") else { return }
        answer.headers[name] = links.map { "<\(address(call, $1))>; rel=\"\($0)\"" }.joined(separator: ", ")
    }

    /// The provider's own address, as it would send it: a client reaches it the way it reached this page.
    private func address(_ call: GitHubCall, _ page: Int) -> String {
        let others = call.query.fields.filter { $0.name != "page" }.map { "\($0.name)=\(Form.encoded($0.value))&" }.joined()
        return "https://api.github.com/\(call.path.joined(separator: "/"))?\(others)page=\(page)"
    }
}
