import Domain

extension Registration {
    /// Slack makes an application from a manifest in the address. Token rotation is switched on for good; PKCE is left out, which would make
    /// it a public client.
    ///
    /// <https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests>
    static let slack: Registration = Registration(
        findings: [
            "invalid_client_id": .idUnknown, "bad_client_secret": .secretWrong, "bad_redirect_uri": .redirectUnknown,
            "oauth_authorization_url_mismatch": .redirectUnknown, "pkce_not_allowed": .notAllowed,
        ]
    ) { place in
        let manifest = String(decoding: JSONBody.encode(SlackManifest.value(place)), as: UTF8.self)
        let query = FormEncoding.encode([("new_app", "1"), ("manifest_json", manifest)])
        var steps: [RegistrationGuide.Step] = [
            .init("Choose the workspace, look at the summary and press Create."),
            .init("Under “Basic Information” copy the client id, the client secret and the signing secret into the fields below."),
            .init("If people of other workspaces shall connect, too, switch on public distribution under “Manage Distribution”."),
        ]
        if place.takesWebhooks {
            steps.append(
                .init("Once the signing secret is saved here, open “Event Subscriptions” there and press Retry beside the request URL."))
        }
        return RegistrationGuide(
            form: .init("Open Slack’s form, filled in", "https://api.slack.com/apps?" + query), steps: steps,
            webhookSecret: "Signing secret"
        )
    }
}

private enum SlackManifest {
    static func value(_ place: Registration.Place) -> JSONValue {
        let authorize = Provider.slack.authorize
        let bot = authorize.companions.flatMap(\.scopes)
        var settings: [String: JSONValue] = [
            "org_deploy_enabled": false, "socket_mode_enabled": false, "token_rotation_enabled": true,
        ]
        if place.takesWebhooks {
            settings["event_subscriptions"] = [
                "request_url": .text(place.webhookAddress), "bot_events": ["app_uninstalled", "tokens_revoked"],
            ]
        }
        return [
            "display_information": ["name": .text(Registration.name), "description": .text(Registration.summary)],
            "features": [
                "bot_user": ["display_name": .text(Registration.name), "always_online": false],
                // Where people find what the bot tells them alone.
                "app_home": ["messages_tab_enabled": true, "messages_tab_read_only_enabled": true, "home_tab_enabled": false],
            ],
            "oauth_config": [
                "redirect_urls": [.text(place.redirectURI)],
                "scopes": ["user": .list(authorize.scopes.map { .text($0) }), "bot": .list(bot.map { .text($0) })],
            ],
            "settings": .object(settings),
        ]
    }
}
