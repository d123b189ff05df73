import Domain

/// The activity log in words.
enum ActivityWords {
    static func text(_ kind: Activity.Kind, provider: ProviderID?) -> String {
        let name = provider.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() } ?? "The provider"
        return switch kind {
        case .signedUp: "You signed up"
        case .signedIn: "Signed in"
        case .signInRefused: "Somebody tried a wrong password"
        case .signedOut: "Signed out"
        case .sessionEnded: "A browser was signed out"
        case .passwordChanged: "The password was changed"
        case .tokenCreated: "An API token was made"
        case .tokenDeleted: "An API token was deleted"
        case .connected: "\(name) connected"
        case .reconnected: "\(name) connected again"
        case .connectRefused: "\(name) not connected"
        case .refreshed: "\(name) renewed its token"
        case .refreshFailed: "\(name) needs to be reconnected"
        case .disconnected: "\(name) disconnected"
        case .revoked: "\(name): receipt of the disconnection"
        case .revocationFailed: "\(name) never confirmed the disconnection"
        case .delivered: "Delivered to \(name)"
        case .deliveryFailed: "Not delivered to \(name)"
        case .requestRefused: "A request was refused"
        case .keyRotated: "The keys to your connections were renewed"
        case .keysLost: "\(name) has to be connected again"
        }
    }
}

/// What a browser calls itself, shortened to what people call it.
enum Device {
    static func name(_ userAgent: String) -> String {
        let browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
        let systems = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS", "Mac"), ("Windows", "Windows"), ("Linux", "Linux"),
        ]
        guard let browser = browsers.first(where: { userAgent.contains($0.0) })?.1 else { return String(userAgent.prefix(60)) }
        return systems.first { userAgent.contains($0.0) }.map { "\(browser) on \($0.1)" } ?? browser
    }
}
