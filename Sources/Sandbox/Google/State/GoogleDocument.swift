/// A file in somebody's Drive.
package struct GoogleDocument: Codable, Sendable, Equatable {
    package let id: String
    /// The mail of the account that owns it.
    package let account: String
    package let name: String
    /// `application/vnd.google-apps.document` when it was converted, else the type it came with.
    package let mimeType: String
    /// `text/html`, `text/markdown` or `text/plain`: what arrived.
    package let contentType: String
    /// What arrived, word for word.
    package let content: String
    package let description: String?
    /// Only the application that wrote them sees them.
    package let appProperties: [String: String]
    package let properties: [String: String]
    package let parents: [String]
    package let isStarred: Bool
    /// ISO 8601 with milliseconds.
    package let createdAt: String
    package let url: String
    /// The client that made it: with `drive.file` no other sees it.
    let clientID: String

    static let documentType = "application/vnd.google-apps.document"
}
