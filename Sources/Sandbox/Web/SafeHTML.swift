/// HTML that somebody sent, made fit for a page: a short list of tags stays, without attributes but a link's address; everything else is
/// shown as text or left out. Headings go down one step, because the page has its own first one; every tag that opens also closes.
struct SafeHTML: Sendable {
    private static let kept: Set<String> = [
        "p", "div", "span", "ul", "ol", "li", "strong", "b", "em", "i", "u", "s", "blockquote", "pre", "code", "table", "thead", "tbody",
        "tr", "th", "td", "dl", "dt", "dd", "a", "h2", "h3", "h4", "h5", "h6",
    ]
    private static let void: Set<String> = ["br", "hr"]
    private static let lowered = ["h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"]
    /// Left out with what they hold.
    private static let dropped: Set<String> = [
        "head", "style", "script", "title", "template", "iframe", "object", "svg", "math", "noscript",
    ]
    /// Left out, what they hold stays.
    private static let transparent: Set<String> = [
        "html", "body", "meta", "link", "font", "center", "section", "article", "header", "footer", "main",
    ]
    private static let deepest = 100

    private var rest: Substring
    private var markup = ""
    private var open: [String] = []

    static func content(_ source: String) -> HTML {
        var page = SafeHTML(rest: source[...])
        page.read()
        return HTML(stringLiteral: page.markup)
    }

    private init(rest: Substring) {
        self.rest = rest
    }

    private mutating func read() {
        while !rest.isEmpty {
            guard let start = rest.firstIndex(of: "<") else {
                addText(rest)
                break
            }
            addText(rest[..<start])
            rest = rest[start...]
            readTag()
        }
        for name in open.reversed() { markup += "</\(name)>" }
    }

    private mutating func readTag() {
        if let match = rest.prefixMatch(of: /<!--(?s:.*?)-->|<[!?][^>]*>/) {
            rest = rest[match.range.upperBound...]
        } else if let match = rest.prefixMatch(of: /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/) {
            rest = rest[match.range.upperBound...]
            add(tag: match.2.lowercased(), isEnd: !match.1.isEmpty, attributes: match.3, source: match.0)
        } else {
            markup += "&lt;"
            rest = rest.dropFirst()
        }
    }

    private mutating func add(tag: String, isEnd: Bool, attributes: Substring, source: Substring) {
        let name = Self.lowered[tag] ?? tag
        if Self.transparent.contains(tag) { return }
        if Self.dropped.contains(tag) {
            if !isEnd { skip(to: tag) }
        } else if Self.void.contains(tag) {
            if !isEnd { markup += "<\(tag)>" }
        } else if Self.kept.contains(name) {
            isEnd ? close(name) : begin(name, attributes)
        } else {
            addText(source)
        }
    }

    private mutating func skip(to tag: String) {
        let end = rest.firstIndex(ofTag: "</\(tag)")
        rest = end.map { rest[$0...].drop { $0 != ">" }.dropFirst() } ?? ""
    }

    private mutating func begin(_ name: String, _ attributes: Substring) {
        guard open.count < Self.deepest else { return }
        open.append(name)
        if name == "a", let address = Self.address(attributes) {
            markup += ("<a href=\"\(address)\" rel=\"noreferrer\">" as HTML).markup
        } else {
            markup += "<\(name)>"
        }
    }

    /// Closes what is still open inside, too; an end without a beginning is nothing.
    private mutating func close(_ name: String) {
        guard open.contains(name) else { return }
        while let last = open.popLast() {
            markup += "</\(last)>"
            if last == name { return }
        }
    }

    /// References to characters stay what they are.
    private mutating func addText(_ text: Substring) {
        var rest = text
        while let start = rest.firstIndex(of: "&") {
            markup += ("\(String(rest[..<start]))" as HTML).markup
            rest = rest[start...]
            let reference = rest.prefixMatch(of: /&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});/)
            markup += reference.map { String($0.0) } ?? "&amp;"
            rest = rest.dropFirst(reference?.0.count ?? 1)
        }
        markup += ("\(String(rest))" as HTML).markup
    }

    /// Only addresses that cannot run anything.
    private static func address(_ attributes: Substring) -> String? {
        guard let match = attributes.firstMatch(of: /\s[hH][rR][eE][fF]\s*=\s*(?:"([^"]*)"|'([^']*)')/) else { return nil }
        let address = String(match.1 ?? match.2 ?? "").replacing("&amp;", with: "&")
        return address.wholeMatch(of: /(?:https?:\/\/|mailto:)[^\s<>"]+/) == nil ? nil : address
    }
}

extension Substring {
    /// Where a text begins, in ASCII letters of any case.
    fileprivate func firstIndex(ofTag text: String) -> Index? {
        let wanted = Array(text.lowercased().utf8)
        return utf8.indices.first { index in
            let piece = utf8[index...].prefix(wanted.count)
            return piece.count == wanted.count && zip(piece, wanted).allSatisfy { ($0 | (0x41...0x5a ~= $0 ? 0x20 : 0)) == $1 }
        }
    }
}
