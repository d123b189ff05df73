/// A person's initials in a circle.
enum Avatar {
    static func drawing(_ name: String) -> HTML {
        let initials = name.split(separator: " ").compactMap(\.first).prefix(2).map(String.init).joined()
        return "<span class=\"avatar\" aria-hidden=\"true\">\(initials)</span>"
    }
}
