/// An issue as somebody reads it at GitHub.
package struct GitHubIssue: Codable, Sendable, Equatable {
    /// `acme/product`.
    package let repository: String
    package let number: Int
    package let title: String
    package let body: String?
    /// Their logins.
    package let assignees: [String]
    package let labels: [String]
    /// The login of the person whose token made it.
    package let author: String
    package let authorEmail: String?
    /// ISO 8601 with milliseconds.
    package let createdAt: String
    package let url: String
}
