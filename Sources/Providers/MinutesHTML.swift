extension Minutes {
    /// One HTML document, for a mail and for a document that is made by conversion. What was said in the meeting is text in it, nothing else.
    var html: String {
        var parts = ["<h1>\(HTML.escape(title))</h1>", "<p>\(HTML.escape(facts))</p>"]
        if !summary.isEmpty { parts += ["<h2>Summary</h2>", "<p>\(HTML.escape(summary))</p>"] }
        if !decisions.isEmpty { parts += ["<h2>Decisions</h2>", Self.list(decisions.map(HTML.escape))] }
        if !items.isEmpty { parts += ["<h2>Action items</h2>", Self.list(items.map(Self.line))] }
        if let next { parts += ["<h2>Next meeting</h2>", "<p>\(HTML.escape(next))</p>"] }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(HTML.escape(title))</title></head><body>
            \(parts.joined(separator: "\n"))
            </body></html>

            """
    }

    private static func line(_ entry: Entry) -> String {
        var line = "<strong>\(HTML.escape(entry.title))</strong>"
        if !entry.facts.isEmpty { line += " — \(HTML.escape(entry.facts))" }
        if let quote = entry.quote { line += "<br><em>“\(HTML.escape(quote))”</em>" }
        return line
    }

    private static func list(_ lines: [String]) -> String {
        "<ul>\n" + lines.map { "<li>\($0)</li>\n" }.joined() + "</ul>"
    }
}
