import HTTPTypes

/// `multipart/related`: metadata in JSON, then the content.
struct GoogleMultipart: Sendable {
    let metadata: JSON
    /// The content's media type without parameters.
    let contentType: String
    let content: String

    init(_ request: ProviderRequest) throws(GoogleFault) {
        guard request.contentType == "multipart/related" else {
            throw GoogleFault(code: 400, message: "Bad content type. It must be multipart/related.", reason: "badContent")
        }
        do throws(MIMEError) {
            let type = request.headers[.contentType] ?? ""
            let head = Array("Content-Type: \(type)\r\n\r\n".utf8)
            let entity = try MIMEEntity(MIMELines.lines(of: head + Array(request.body.utf8))[...], isBinary: true)
            guard case .parts(let parts) = entity.content, parts.count == 2 else { throw MIMEError("there must be two parts") }
            guard parts[0].type.name == "application/json", let metadata = JSON(text: try parts[0].text(charset: "utf-8")) else {
                throw MIMEError("the first part must be JSON")
            }
            guard parts[1].headers["Content-Type"] != nil, parts[1].type.name.hasPrefix("text/") else {
                throw MIMEError("the second part must be text with its Content-Type")
            }
            self.metadata = metadata
            contentType = parts[1].type.name
            content = try parts[1].text(charset: "utf-8")
        } catch {
            throw GoogleFault(code: 400, message: "Malformed multipart body: \(error.reason).", reason: "badContent")
        }
    }
}
