/// The way between the pages of an account.
enum GoogleAccountNavigation {
    static func content(_ account: GoogleAccount, at place: String) -> HTML {
        let places = [
            ("Mail", "mail.google.com"), ("Calendar", "calendar.google.com"), ("Documents", "docs.google.com"),
            ("Access", "myaccount.google.com"),
        ]
        let links = places.map { name, host -> HTML in
            name == place
                ? "<li><strong aria-current=\"page\">\(name)</strong></li>" : "<li><a href=\"/\(host)/\(account.email)\">\(name)</a></li>"
        }
        return """
            <p class="trail"><a href="/">Sandbox</a> / \(account.name) · \(account.email)</p>
            <nav aria-label="Account"><ul class="places">\(HTML(links))</ul></nav>
            """
    }
}
