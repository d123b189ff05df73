import Foundation

/// The languages the pages speak: each is one file of `Texts`, read once at start.
struct TextLibrary: Sendable {
    /// English first.
    let languages: [Texts]

    private struct File: Decodable {
        let name: String
        let texts: [String: String]
        let phrases: [String: String]
    }

    /// A language that lacks words of the others, or has some nobody knows.
    struct Incomplete: Error {
        let language: String
        let keys: [String]
    }

    /// - Parameter files: by their names, such as `de.json`.
    /// - Throws: ``Incomplete``, or what is wrong with a file.
    init(files: [String: Data]) throws {
        let languages = try files.filter { $0.key.hasSuffix(".json") }.map { name, data in
            let file = try JSONDecoder().decode(File.self, from: data)
            return Texts(language: String(name.dropLast(".json".count)), name: file.name, texts: file.texts, phrases: file.phrases)
        }
        self.languages = languages.sorted { ($0.language == "en" ? 0 : 1, $0.language) < ($1.language == "en" ? 0 : 1, $1.language) }
        let all = languages.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
        for language in self.languages where language.keys != all {
            throw Incomplete(language: language.language, keys: all.subtracting(language.keys).sorted())
        }
    }

    /// The language to answer in.
    ///
    /// - Parameters:
    ///   - wanted: what the person chose before; wins if it is spoken here.
    ///   - header: `Accept-Language` (RFC 9110, 12.5.4); the best of those spoken here by its weights.
    /// - Returns: English where nothing fits.
    func choose(wanted: String?, accepting header: String?) -> Texts {
        if let wanted, let chosen = languages.first(where: { $0.language == wanted }) { return chosen }
        let ranges = (header ?? "").prefix(500).split(separator: ",").compactMap { range -> (Texts, Double)? in
            let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let tag = parts.first?.lowercased(), let primary = tag.split(separator: "-").first,
                let texts = languages.first(where: { $0.language == primary })
            else { return nil }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return weight > 0 ? (texts, weight) : nil
        }
        // Of the same weight the first is meant.
        let best = ranges.reduce(nil as (Texts, Double)?) { best, next in (best?.1 ?? 0) >= next.1 ? best : next }
        return best?.0 ?? languages.first ?? .none
    }
}
