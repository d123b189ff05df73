import Hummingbird

extension Request {
    /// For a GET that notes something or stays open: what another site makes a browser fetch says so (`Sec-Fetch-Site`, W3C Fetch Metadata),
    /// a subdomain's page included. A client that is no browser says nothing.
    ///
    /// - Throws: ``WebError/foreignOrigin``.
    func refuseOtherSites() throws(WebError) {
        guard [nil, "same-origin", "none"].contains(headers[.secFetchSite]) else { throw .foreignOrigin }
    }
}
