package import Domain
import HTTPTypes

/// How our application comes to be known at a provider, and how to find out whether it is.
package struct Registration: Sendable {
    /// What the provider has to be told.
    package struct Place: Sendable {
        /// Where browsers reach this server, without a slash at its end.
        package let server: String
        package let redirectURI: String
        package let webhookAddress: String

        package init(server: String, redirectURI: String, webhookAddress: String) {
            self.server = server
            self.redirectURI = redirectURI
            self.webhookAddress = webhookAddress
        }

        /// Whether messages of a provider on the internet can arrive.
        var takesWebhooks: Bool { webhookAddress.hasPrefix("https://") }
    }

    /// What people read on the provider's consent page.
    static let name = "Meeting Intelligence"
    static let summary = "Turns meeting transcripts into action items in your own account."

    package var guide: @Sendable (Place) -> RegistrationGuide
    /// What error codes of the token endpoint say about the application, where the provider has its own; a status stands as `404`.
    var findings: [String: ApplicationFinding]
    /// Asks whether the redirect URI is registered; `nil` where only the first person who connects finds out.
    var knowsRedirect: (@Sendable (OAuthClient) -> Call<Bool>)?

    init(
        findings: [String: ApplicationFinding] = [:], knowsRedirect: (@Sendable (OAuthClient) -> Call<Bool>)? = nil,
        guide: @escaping @Sendable (Place) -> RegistrationGuide
    ) {
        self.guide = guide
        self.findings = findings
        self.knowsRedirect = knowsRedirect
    }

    /// For a provider that says no more about it.
    package init() {
        self.init { place in
            RegistrationGuide(steps: [
                .init("Register an OAuth application at the provider, with this redirect URI.", value: place.redirectURI),
                .init("Copy its client id and client secret into the fields below."),
            ])
        }
    }
}

extension Provider {
    /// Finds out what the provider makes of an application: it is asked for tokens with a code nobody was given, and says what it minds
    /// first. Nothing is made there.
    package func test(_ client: OAuthClient, over transport: any Transport) async -> ApplicationFinding {
        do {
            // Without a verifier, because some take one in the place of the secret.
            _ = try await transport.send(tokens.exchange(code: Secret("meeting-intelligence-test"), verifier: nil, client: client))
        } catch {
            let finding = finding(error)
            guard finding == .accepted else { return finding }
        }
        guard let check = registration.knowsRedirect?(client) else { return .accepted }
        // What cannot be found out about the redirect URI takes nothing from what is known of the secret.
        return (try? await transport.send(check)) == false ? .redirectUnknown : .accepted
    }

    private func finding(_ error: ProviderError) -> ApplicationFinding {
        switch error {
        case .consentNeeded: .accepted
        case .clientRefused(let code): registration.findings[code] ?? Self.usual[code] ?? .refused
        case .unreadable(let status): registration.findings["\(status)"] ?? Self.usual["\(status)"] ?? .unclear
        case .later, .uncertain: .unavailable
        case .unauthorized: .refused
        case .scopeMissing, .refused: .unclear
        case .partly(_, let rest): finding(rest)
        }
    }

    /// The codes of RFC 6749, section 5.2, and what several say besides.
    private static let usual: [String: ApplicationFinding] = [
        "invalid_client": .refused, "unauthorized_client": .notAllowed, "redirect_uri_mismatch": .redirectUnknown, "401": .refused,
    ]
}
