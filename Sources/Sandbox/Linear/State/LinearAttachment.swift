/// A link on an issue; within the issue its URL is its key.
struct LinearAttachment: Codable, Sendable {
    let id: String
    let issueID: String
    let url: String
    var title: String
    var subtitle: String?
    let creatorID: String
    let createdAt: Moment
    var updatedAt: Moment
}
