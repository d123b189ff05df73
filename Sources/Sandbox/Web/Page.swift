import HTTPTypes

/// A whole page of the sandbox: one title, one heading, the band that says what it is not.
struct Page: Sendable {
    let title: String
    /// What the striped band says: "not the real Linear".
    var band = "nothing here is a real account"
    /// A narrow page holds one decision, a wide one a list.
    var isNarrow = false
    let content: HTML

    /// No `form-action`: Chromium applies it to the redirect that follows a form's answer, and consent ends in a redirect
    /// to the client.
    static let headers: HTTPFields = [
        .contentType: "text/html; charset=utf-8",
        .cacheControl: "no-store",
        .contentSecurityPolicy: "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
        .xContentTypeOptions: "nosniff",
        HTTPField.Name("Referrer-Policy") ?? .referer: "no-referrer",
    ]

    var html: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>\(title)</title>
        <link rel="stylesheet" href="\(Stylesheet.path)">
        </head>
        <body>
        <p class="band"><strong>Sandbox</strong> — \(band).</p>
        <main\(isNarrow ? " class=\"narrow\"" as HTML : "" as HTML)>
        \(content)
        </main>
        </body>
        </html>

        """
    }
}
