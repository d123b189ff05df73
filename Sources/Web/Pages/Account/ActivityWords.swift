import Connections
import Domain

/// The activity log in words.
enum ActivityWords {
    static func text(_ kind: Activity.Kind, provider: ProviderID?, _ texts: Texts) -> String {
        let name = Connections.providerNames.first { $0.id == provider }?.name ?? texts("activity.the-provider")
        return texts("activity.kind.\(kind.rawValue)", ["name": name])
    }
}

/// What a browser calls itself, shortened to what people call it.
enum Device {
    static func name(_ userAgent: String, _ texts: Texts) -> String {
        guard let name = DeviceName(userAgent) else { return DeviceName.ownWords(userAgent) }
        return name.system.map { texts("device.browser-on", ["browser": name.browser, "system": $0]) } ?? name.browser
    }
}
