import HTTPTypes

extension HTTPRequest {
    /// A request to an absolute `https` URL that is a constant of the source.
    static func post(_ url: String) -> HTTPRequest {
        let rest = url.dropFirst("https://".count)
        let authority = rest.prefix { $0 != "/" }
        return HTTPRequest(
            method: .post, scheme: "https", authority: String(authority), path: String(rest.dropFirst(authority.count))
        )
    }
}
