/// Where a person goes after the consent page.
enum RedirectAddress {
    /// The redirect URI with these parameters added to the ones it may have.
    static func location(_ uri: String, _ parameters: [(name: String, value: String?)]) -> String {
        let query = parameters.compactMap { parameter in parameter.value.map { "\(parameter.name)=\(Form.encoded($0))" } }
        return uri + (uri.contains("?") ? "&" : "?") + query.joined(separator: "&")
    }
}
