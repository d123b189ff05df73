import Domain

/// This server's application at one provider: how it is registered there, the fields for what comes of it, a test and a way to remove it.
struct RegistrationPage: Page {
    static let template = "registration"
    let id: String
    let name: String
    let mark: String
    let isEnvironment: Bool
    /// The variables that set it.
    let variables: String
    let isSetUp: Bool
    /// Whether its secret is gone with the key that sealed it.
    let isLost: Bool
    let needsHTTPS: Bool
    let isSandbox: Bool
    let form: Link?
    let steps: [Step]
    let redirectURI: String
    /// `nil` where a step shows it already.
    let redirectField: String?
    let clientID: String?
    let hasSecret: Bool
    /// What the provider calls its signing secret.
    let webhookLabel: String?
    let webhookAddress: String
    let hasWebhookSecret: Bool
    let isStored: Bool
    let setLine: String?
    /// What stops when it is removed; `nil` when nothing does.
    let dependents: String?
    let csrf: String
    let error: String?

    struct Link: Sendable {
        let label: String
        let href: String
    }

    struct Step: Sendable {
        let text: String
        let link: Link?
        let value: String?
        /// Of the field that holds the value, for copying.
        let field: String
    }

    /// - Parameters:
    ///   - typed: the client id somebody typed just now; a secret is never put back into a page.
    ///   - address: where a browser finds a page of a provider's.
    init(
        _ application: ProviderApplication, typed: String?, error: String?, isSandbox: Bool, address: (String) -> String, reader: Reader
    ) {
        let (texts, guide) = (reader.texts, application.guide)
        func link(_ link: RegistrationGuide.Link) -> Link { Link(label: texts.phrase(link.label), href: address(link.url)) }
        id = application.provider.rawValue
        name = application.name
        mark = "mark-\(id)"
        isEnvironment = application.origin == .environment
        let prefix = id.uppercased() + "_OAUTH_CLIENT_"
        variables = "\(prefix)ID, \(prefix)SECRET"
        isSetUp = application.isSetUp
        isStored = application.origin == .browser
        isLost = isStored && !application.hasSecret
        needsHTTPS = application.needsHTTPS
        self.isSandbox = isSandbox
        form = guide.form.map(link)
        steps = guide.steps.enumerated().map { index, step in
            Step(text: texts.phrase(step.text), link: step.link.map(link), value: step.value, field: "step-\(index + 1)")
        }
        redirectURI = application.redirectURI
        redirectField = guide.steps.contains { $0.value == application.redirectURI } ? nil : application.redirectURI
        clientID = typed ?? application.clientID
        hasSecret = application.hasSecret
        webhookLabel = guide.webhookSecret
        webhookAddress = application.webhookAddress
        hasWebhookSecret = application.hasWebhookSecret
        setLine = application.setAt.map { at in
            let day = reader.moment.day(at)
            return application.setBy.map { texts("setup.state-set-by", ["name": $0, "day": day]) } ?? texts("setup.state-set", ["day": day])
        }
        dependents = application.connections == 0 ? nil : texts("registration.dependents", count: application.connections, ["name": name])
        csrf = reader.csrf
        self.error = error
    }

    func title(in texts: Texts) -> String { texts("title.registration", ["name": name]) }
}
