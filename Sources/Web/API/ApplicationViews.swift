import Domain

// How the API shows this server's applications: secrets never, only whether there are any.

extension JSON {
    /// - Parameter finding: what the provider said to it just now.
    static func application(_ application: ProviderApplication, finding: ApplicationFinding? = nil) -> JSON {
        let guide = application.guide
        var fields: [String: JSON] = [
            "provider": .text(application.provider.rawValue), "name": .text(application.name), "set_up": .flag(application.isSetUp),
            "origin": .text(application.origin.rawValue), "client_id": .textOrNull(application.clientID),
            "has_client_secret": .flag(application.hasSecret), "has_webhook_secret": .flag(application.hasWebhookSecret),
            "set_at": .time(application.setAt), "set_by": .textOrNull(application.setBy), "redirect_uri": .text(application.redirectURI),
            "webhook_url": guide.webhookSecret == nil ? .null : .text(application.webhookAddress),
            "needs_https": .flag(application.needsHTTPS), "connections": .count(application.connections),
            "form_url": .textOrNull(guide.form?.url),
            "steps": .list(
                guide.steps.map {
                    ["text": .text($0.text), "url": .textOrNull($0.link?.url), "value": .textOrNull($0.value)]
                }),
        ]
        if let finding { fields["test"] = self.finding(finding, provider: application.name) }
        return .object(fields)
    }

    static func finding(_ finding: ApplicationFinding, provider: String) -> JSON {
        ["finding": .text(finding.rawValue), "message": .text(finding.message(provider: provider))]
    }
}
