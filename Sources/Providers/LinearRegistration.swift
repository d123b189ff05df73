import Domain

extension Registration {
    /// Linear fills in its form from parameters of its address. The application may not have Linear in its name.
    ///
    /// <https://linear.app/developers/oauth-app-manifests>
    static let linear = Registration { place in
        var fields = [
            ("distribution", "private"), ("display.description", summary), ("developer.name", name), ("oauth.client_name", name),
            ("oauth.client_uri", place.server), ("oauth.redirect_uris", place.redirectURI), ("oauth.grant_types", "authorization_code"),
        ]
        if place.takesWebhooks {
            fields += [
                ("webhook.enabled", "true"), ("webhook.url", place.webhookAddress), ("webhook.resourceTypes", "OAuthAuthorization"),
            ]
        }
        return RegistrationGuide(
            form: .init(
                "Open Linear’s form, filled in", "https://linear.app/settings/api/applications/new?" + FormEncoding.encode(fields)),
            steps: [
                .init("Look at the form and press Create. Only an admin of the workspace can; it serves everybody in that workspace."),
                .init("If people of other workspaces shall connect, too, make the application public there."),
                .init("Copy the client id and the client secret that Linear shows into the fields below."),
            ],
            webhookSecret: "Webhook signing secret"
        )
    }
}
