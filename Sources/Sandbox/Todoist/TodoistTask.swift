/// A task as somebody reads it.
package struct TodoistTask: Codable, Sendable, Equatable {
    package let id: String
    package let content: String
    package let description: String
    package let project: String
    package let labels: [String]
    /// 1 is normal, 4 is urgent.
    package let priority: Int
    package let due: String?
    /// The mail of the person whose token made it.
    package let account: String
    /// ISO 8601 with milliseconds.
    package let createdAt: String
    package let url: String
}
