/// The words of a title that tell it from others, cut to a common stem.
enum Topic {
    static func words(of title: String) -> Set<String> {
        Set(
            title.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 && !empty.contains($0) }
                .map { word in
                    let stem =
                        word.count > 5 && word.hasSuffix("ing")
                        ? word.dropLast(3) : word.hasSuffix("s") && word.count > 3 ? word.dropLast() : word
                    return String(stem.prefix(7))
                })
    }

    private static let empty: Set<Substring> = [
        "the", "and", "that", "this", "with", "for", "you", "your", "our", "their", "them", "him", "her", "some", "all", "from", "into",
        "about",
        "have", "has", "will", "can", "its", "out", "one", "get", "make", "take", "put", "the", "new", "over", "then", "also", "back",
        "his", "these",
        "those", "what", "who", "how", "any", "more", "set", "sure", "today", "tomorrow", "next", "week",
    ]
}
