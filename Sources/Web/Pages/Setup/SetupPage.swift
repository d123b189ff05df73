import Domain

/// Every provider, and whether people can connect it here.
struct SetupPage: Page {
    static let template = "setup"
    let providers: [Entry]
    /// Whether nobody can connect anything yet.
    let isFirst: Bool
    let skipHref = "/onboarding"

    struct Entry: Sendable {
        let name: String
        let href: String
        let mark: String
        let isSetUp: Bool
        let needsAttention: Bool
        let state: String
    }

    init(_ applications: [ProviderApplication], reader: Reader) {
        providers = applications.map { application in
            Entry(
                name: application.name, href: "/setup/\(application.provider)", mark: "mark-\(application.provider)",
                isSetUp: application.isSetUp && !application.needsHTTPS,
                needsAttention: application.isSetUp ? application.needsHTTPS : application.origin == .browser,
                state: Self.state(of: application, reader)
            )
        }
        isFirst = !applications.contains(where: \.isSetUp)
    }

    private static func state(of application: ProviderApplication, _ reader: Reader) -> String {
        let texts = reader.texts
        guard application.isSetUp else { return texts(application.origin == .browser ? "setup.state-lost" : "setup.state-none") }
        guard !application.needsHTTPS else { return texts("setup.state-https") }
        guard let at = application.setAt else { return texts("setup.state-environment") }
        guard let name = application.setBy else { return texts("setup.state-set", ["day": reader.moment.day(at)]) }
        return texts("setup.state-set-by", ["name": name, "day": reader.moment.day(at)])
    }
}

/// How somebody with an account becomes the operator, where there is none.
struct OperatorPage: Page {
    static let template = "operator"
    let csrf: String
    var error: String?
}
