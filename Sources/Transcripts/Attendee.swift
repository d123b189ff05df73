/// Who or what stands behind the name a meeting tool shows.
enum Attendee: Equatable {
    case person
    /// A note-taking bot: what it "says" is left out.
    case bot
    /// A shared screen or a telephone: somebody speaks, but who is not known.
    case device

    init(name: String) {
        let name = FoldedText.plain(name)
        if Self.bots.contains(where: name.contains) || Self.botNames.contains(name) {
            self = .bot
        } else if Self.devices.contains(where: name.contains) {
            self = .device
        } else {
            self = .person
        }
    }

    private static let bots = [
        "notetaker", "note taker", "note-taker", "read.ai", "otter.ai", "otterpilot", "fireflies", "tl;dv", "fathom.video",
        "meeting notes bot", "zoom ai companion", "copilot for",
    ]
    private static let botNames: Set<String> = [
        "otter", "fathom", "fathom ai", "gemini", "read", "grain", "avoma", "supernormal", "read ai",
    ]
    private static let devices = [
        "'s presentation", "'s iphone", "'s ipad", "iphone", "'s macbook", "galaxy s", "'s phone", "conference room",
    ]
}
