/// What people only do in a meeting, by verb and the words after it: "share my screen", "give an update", "ask a question".
enum StopList {
    static func holds(_ verb: String, _ rest: [String]) -> Bool {
        let next = rest.first ?? ""
        let near = Set(rest.prefix(6))
        let listeners: Set<String> = ["you", "us", "everyone", "everybody", "folks", "people"]
        if ["screen", "mic", "microphone", "camera", "video"].contains(where: near.contains),
            ["share", "stop", "start", "turn", "pull", "check", "fix", "put", "try", "change"].contains(verb)
        {
            return true
        }
        if hereAndNow.range(in: rest) != nil { return true }
        switch verb {
        case "share":
            return !near.isDisjoint(with: [
                "thoughts", "update", "updates", "opinion", "perspective", "view", "experience", "bit", "some", "few", "context",
                "anecdote", "story",
            ])
        case "give":
            return ["it", "that", "everyone", "people", "him", "her", "you", "us"].contains(next) && !near.contains("access")
                || !near.isDisjoint(with: [
                    "update", "updates", "overview", "intro", "introduction", "context", "background", "minute", "minutes", "moment",
                    "second", "floor", "summary",
                    "recap", "example", "examples", "shout", "idea", "sense", "word", "brief", "heads-up", "sec", "thought", "more",
                ])
        case "provide", "send":
            return near.contains("update") && verb == "provide" || near.contains("updates") && verb == "provide"
                || near.contains("overview")
        case "tell": return listeners.contains(next) || next == "me"
        case "ask": return listeners.contains(next) || ["a", "the", "one", "this", "that", "if", "quickly", "another", "my"].contains(next)
        case "talk", "speak":
            return !["to", "with"].contains(next)
                || (rest.count > 1 && (listeners.contains(rest[1]) || rest[1] == "this" || rest[1] == "that"))
        case "take":
            return !near.isDisjoint(with: [
                "minute", "minutes", "questions", "question", "break", "moment", "sip", "second", "us", "you", "over", "turns", "time",
                "sec",
            ])
        case "get":
            return [
                "started", "going", "into", "there", "rid", "right", "straight", "to", "on", "it", "that", "some", "this", "your", "back",
            ].contains(next) && !(next == "back" && rest.dropFirst().first == "to")
        case "put": return ["it", "that", "this", "them"].contains(next) || near.contains("chat")
        case "make":
            return ["it", "a", "that", "this", "some", "sense", "one", "my"].contains(next) && !near.contains("sure")
                && near.isDisjoint(with: [
                    "ticket", "list", "draft", "doc", "document", "plan", "copy", "note", "pr", "issue", "proposal", "spreadsheet", "slide",
                ])
        case "start": return !["drafting", "writing", "working", "collecting", "preparing"].contains(next)
        case "try": return true
        case "read":
            return ["out", "it", "that", "this", "from", "you", "the"].contains(next)
                && near.isDisjoint(with: ["paper", "doc", "document", "report", "contract", "proposal", "spec"])
        case "run", "lead": return listeners.contains(next) || next == "through"
        case "move": return ["on", "to", "over", "forward", "ahead", "along", "back", "it", "that"].contains(next)
        case "check": return ["if", "whether", "in", "that", "it", "here", "one", "something", "my", "your"].contains(next)
        case "call": return ["it", "on", "that", "this", "them", "out", "you"].contains(next)
        case "add":
            return ["to", "that", "one", "just", "something", "on", "here", "a", "also", "two"].contains(next)
                && near.isDisjoint(with: ["test", "tests", "ticket", "section", "check", "label", "note", "slide", "page", "issue", "link"])
        case "cover", "list", "record", "summarize", "summarise", "quote":
            return rest.isEmpty || near.contains("quickly") || near.contains("this")
        case "find", "back", "order", "drop", "chat", "cut", "do", "drive", "point":
            return rest.isEmpty || ["off", "out", "you", "quick"].contains(next)
        case "have": return !(near.contains("look") || near.contains("ready") || near.contains("done"))
        case "work", "look":
            return rest.isEmpty
                || ["like", "at", "forward", "for", "through"].contains(next)
                    && near.isDisjoint(with: ["doc", "contract", "logs", "pr", "ticket", "proposal", "draft", "numbers", "bug"])
        case "push": return next == "back"
        case "change", "set", "pick", "choose", "close", "map", "roll": return rest.isEmpty || ["it", "gears", "that"].contains(next)
        default: return false
        }
    }

    private static let hereAndNow = Phrases([
        "in the chat", "into the chat", "to the chat", "on the chat", "in chat", "in a minute", "in a second", "in a moment", "right now",
        "real quick",
        "really quick", "quickly", "briefly", "next slide", "my screen", "your screen", "my slides", "to you guys", "with you guys",
        "on this call",
        "in this call", "in this meeting", "my question", "your hand", "my hand", "hear me", "see me", "through this", "over to you",
        "back to you now", "one question", "a question", "to say that", "the floor", "people in", "if you can hear", "if anyone",
        "the kind of", "here a link", "whole rest of",
    ])
}
