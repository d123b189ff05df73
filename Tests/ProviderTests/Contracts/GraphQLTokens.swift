/// A GraphQL text in tokens (October 2021, section 2.1): names, numbers, strings with their quotes, punctuation. Descriptions stay in.
struct GraphQLTokens {
    private var tokens: ArraySlice<String>

    init(_ text: String) {
        var tokens: [String] = []
        var rest = Array(text.utf8)[...]
        func isName(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        }
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"), UInt8(ascii: ","): rest = rest.dropFirst()
            case UInt8(ascii: "#"): rest = rest.drop { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "\""):
                let quotes = rest.starts(with: Array("\"\"\"".utf8)) ? 3 : 1
                var end = rest.startIndex + quotes
                while end + quotes <= rest.endIndex, !rest[end..<end + quotes].allSatisfy({ $0 == UInt8(ascii: "\"") }) {
                    end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
                }
                let after = min(end + quotes, rest.endIndex)
                tokens.append(String(decoding: rest[rest.startIndex..<after], as: UTF8.self))
                rest = rest[after...]
            case let byte where isName(byte) || byte == UInt8(ascii: "-"):
                let word = rest.prefix(1) + rest.dropFirst().prefix(while: isName)
                tokens.append(String(decoding: word, as: UTF8.self))
                rest = rest.dropFirst(word.count)
            case UInt8(ascii: "."):
                tokens.append("...")
                rest = rest.dropFirst(3)
            default:
                tokens.append(String(UnicodeScalar(byte)))
                rest = rest.dropFirst()
            }
        }
        self.tokens = tokens[...]
    }

    var next: String? { tokens.first }

    @discardableResult
    mutating func take() -> String { tokens.popFirst() ?? "" }

    /// Takes it, if it comes next.
    mutating func take(_ token: String) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }

    mutating func skipDescription() {
        while tokens.first?.hasPrefix("\"") == true { tokens.removeFirst() }
    }
}
