/// Block Kit's rules: what a block may hold, and how much.
///
/// <https://docs.slack.dev/reference/block-kit/blocks>
enum SlackBlockRules {
    private static let mostBlocks = 50
    /// Not documented, measured by others: a little over 13,200 characters of JSON are refused, whatever the single limits allow.
    private static let longestTogether = 13_200
    /// Documented: all markdown blocks of a message together.
    private static let longestMarkdown = 12_000

    /// What is wrong, with where it is; nothing when all is well.
    static func problems(in blocks: [JSON]) -> [String] {
        guard blocks.count <= mostBlocks else { return ["no more than \(mostBlocks) items allowed [json-pointer:/blocks]"] }
        var problems = blocks.enumerated().flatMap { index, block in SlackBlockCheck(path: "/blocks/\(index)").problems(in: block) }
        let ids = blocks.compactMap { $0["block_id"]?.string }
        if Set(ids).count < ids.count { problems.append("block_id must be unique in a message [json-pointer:/blocks]") }
        return problems
    }

    static func isShortEnough(_ blocks: [JSON]) -> Bool {
        let markdown = blocks.filter { $0["type"] == "markdown" }.compactMap { $0["text"]?.string?.unicodeScalars.count }.reduce(0, +)
        return markdown <= longestMarkdown && JSON.array(blocks).text.unicodeScalars.count <= longestTogether
    }
}
