import Hummingbird

extension Request {
    /// Whether a person looks at the answer: their browser asks for a page, and not from the API.
    var wantsPage: Bool {
        let accept = headers[.accept] ?? ""
        return !uri.path.hasPrefix("/api/") && accept.contains("text/html")
    }
}
