/// The words of the pages in one language.
///
/// A text may hold `{{tag}}`, which its template fills, or `{name}`, which whoever asks for it in Swift or a script does.
struct Texts: Sendable {
    /// BCP 47, for the page's `lang`.
    let language: String
    /// What the language calls itself.
    let name: String
    private let texts: [String: String]
    private let phrases: [String: String]
    private let patterns: [PhrasePattern]

    /// Knows no word; what a request has before its language is known.
    static let none = Texts(language: "en", name: "", texts: [:], phrases: [:])

    init(language: String, name: String, texts: [String: String], phrases: [String: String]) {
        self.language = language
        self.name = name
        self.texts = texts
        self.phrases = phrases
        patterns = phrases.filter { $0.key.contains("{") }.sorted { $0.key < $1.key }.map { PhrasePattern($0.key, $0.value) }
    }

    var keys: Set<String> { Set(texts.keys) }

    /// The text as it is written, for a template; `nil` when the language lacks it.
    subscript(_ key: String) -> String? { texts[key] }

    /// - Returns: the key itself where there is no such text, which a test makes sure of there is.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        (texts[key] ?? key).fillingGaps { name in values[String(name)].map { $0[...] } }
    }

    /// The text for one (`key.one`) or for another number (`key.other`), which may name the number as `{count}`.
    func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
        self("\(key).\(count == 1 ? "one" : "other")", values.merging(["count": "\(count)"]) { first, _ in first })
    }

    /// A sentence of another room, which speaks English; as it came where this language does not know it.
    func phrase(_ english: String) -> String {
        phrases[english] ?? patterns.lazy.compactMap { $0.translate(english, phrase: phrase) }.first ?? english
    }
}
