import HTTPTypes

extension HTTPRequest {
    /// A request to an absolute `https` URL.
    ///
    /// - Parameter query: put behind the URL, escaped.
    static func to(_ url: String, method: Method = .post, query: [(String, String)] = []) -> HTTPRequest {
        let rest = url.dropFirst("https://".count)
        let authority = rest.prefix { $0 != "/" }
        let path = String(rest.dropFirst(authority.count)) + (query.isEmpty ? "" : "?" + FormEncoding.encode(query))
        return HTTPRequest(method: method, scheme: "https", authority: String(authority), path: path)
    }
}
