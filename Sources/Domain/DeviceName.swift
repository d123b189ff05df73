/// What people call a browser and the system it runs on, read from what it calls itself (`User-Agent`).
///
/// Shown to the person, trusted by nobody: anything can call itself anything.
package struct DeviceName: Sendable, Equatable {
    package let browser: String
    /// `nil` when it does not say.
    package let system: String?

    /// Others of each kind name these too, so the first that is found counts.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("SamsungBrowser/", "Samsung Internet"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS", "Mac"), ("Windows", "Windows"), ("Linux", "Linux"),
    ]

    /// Characters kept of what a browser calls itself.
    package static let limit = 200

    /// - Returns: `nil` for a browser nobody knows.
    package init?(_ userAgent: String) {
        guard let browser = Self.browsers.first(where: { userAgent.contains($0.0) })?.1 else { return nil }
        self.browser = browser
        system = Self.systems.first { userAgent.contains($0.0) }?.1
    }

    /// As much as is kept, on one line.
    package static func shortened(_ userAgent: String) -> String {
        String(plain(userAgent).prefix(limit))
    }

    /// `Safari on iPhone`; for an unknown browser what it calls itself.
    package static func words(_ userAgent: String) -> String {
        guard let name = DeviceName(userAgent) else { return ownWords(userAgent) }
        return name.system.map { "\(name.browser) on \($0)" } ?? name.browser
    }

    /// What an unknown browser calls itself: at most sixty characters, none of which changes how those around it are read.
    package static func ownWords(_ userAgent: String) -> String {
        String(plain(userAgent).prefix(60))
    }

    /// Without what is not seen: control characters, line ends, and marks that turn the direction of writing.
    private static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.filter { isSeen($0) })
        return String(scalars)
    }

    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
        default: true
        }
    }
}
