package import Domain

/// Where a person gives their consent (RFC 6749, section 4.1.1; RFC 7636, section 4.3).
package struct AuthorizeEndpoint: Sendable {
    package enum PKCE: Sendable {
        case s256
        /// Where sending a challenge would make the application a public client, or is not understood.
        case off
    }

    /// A chain of tokens that is asked for on the same page, in a parameter of its own.
    package struct Companion: Sendable {
        package var name: String
        package var parameter: String
        package var scopes: [String]

        package init(name: String, parameter: String, scopes: [String]) {
            self.name = name
            self.parameter = parameter
            self.scopes = scopes
        }
    }

    package var url: String
    /// All that the provider's operations can use. A provider without scopes has none.
    package var scopes: [String]
    /// Those of ``scopes`` without which not even the account could be found out: in every asking.
    package var essential: Set<String>
    /// Between scopes: a space by the RFC, a comma at some.
    package var separator: String
    package var scopeParameter: String
    package var companions: [Companion]
    package var pkce: PKCE
    /// Parameters of every asking, of one while an account is connected, and of one for more scopes; the later win.
    package var extra: [String: String]
    package var reconnecting: [String: String]
    package var adding: [String: String]
    /// The parameter that takes the expected account; `nil` where there is none.
    package var hint: String?
    /// Whether a new consent adds to what was granted before; where not, what was granted has to be asked for again.
    package var accumulates: Bool
    /// Whether only https addresses can be registered to come back to.
    package var requiresHTTPS: Bool
    /// What an `iss` in the callback has to be, where there is one (RFC 9207); `nil` refuses any.
    package var issuer: String?
    /// Whether the provider announces that it always sends `iss`, so that its absence is a fault.
    package var announcesIssuer: Bool

    package init(
        _ url: String, scopes: [String], essential: Set<String> = [], separator: String = " ", scopeParameter: String = "scope",
        companions: [Companion] = [], pkce: PKCE = .s256, extra: [String: String] = [:], reconnecting: [String: String] = [:],
        adding: [String: String] = [:], hint: String? = nil, accumulates: Bool = false, requiresHTTPS: Bool = false, issuer: String? = nil,
        announcesIssuer: Bool = false
    ) {
        self.url = url
        self.scopes = scopes
        self.essential = essential
        self.separator = separator
        self.scopeParameter = scopeParameter
        self.companions = companions
        self.pkce = pkce
        self.extra = extra
        self.reconnecting = reconnecting
        self.adding = adding
        self.hint = hint
        self.accumulates = accumulates
        self.requiresHTTPS = requiresHTTPS
        self.issuer = issuer
        self.announcesIssuer = announcesIssuer
    }

    /// The address to send the browser to.
    ///
    /// - Parameter challenge: base64url of the SHA-256 of the verifier; left out where ``pkce`` is off.
    package func address(client: OAuthClient, state: Secret, challenge: String?, ask: Ask = Ask()) -> String {
        var parameters = [("client_id", client.id), ("redirect_uri", client.redirectURI), ("response_type", "code")]
        let asked = scopes(for: ask)
        if !asked.isEmpty { parameters.append((scopeParameter, asked.joined(separator: separator))) }
        for companion in companions {
            let asked = ask.companions.map { ordered($0[companion.name] ?? [], as: companion.scopes) } ?? companion.scopes
            if !asked.isEmpty { parameters.append((companion.parameter, asked.joined(separator: separator))) }
        }
        parameters.append(("state", state.reveal()))
        if pkce == .s256, let challenge {
            parameters += [("code_challenge", challenge), ("code_challenge_method", "S256")]
        }
        if let hint, let account = ask.loginHint { parameters.append((hint, account)) }
        parameters += settings(for: ask).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return url + "?" + FormEncoding.encode(parameters)
    }

    /// What to ask for so that an operation becomes ready and nothing that was granted is lost.
    ///
    /// - Parameters:
    ///   - granted: to the person's own chain.
    ///   - alive: what was granted to each further chain that is alive.
    package func ask(
        toAdd operation: Provider.Operation, granted: Set<String>, companions alive: [String: Set<String>] = [:], loginHint: String? = nil
    ) -> Ask {
        let scopes = essential.union(operation.scopes.first ?? []).union(accumulates ? [] : granted)
        let companions = operation.companions.merging(accumulates ? [:] : alive) { $0.union($1) }
        return Ask(scopes: ordered(scopes, as: self.scopes), companions: companions, loginHint: loginHint)
    }

    private func scopes(for ask: Ask) -> [String] {
        ask.scopes.map { ordered(essential.union($0), as: scopes) } ?? scopes
    }

    private func settings(for ask: Ask) -> [String: String] {
        var settings = extra
        if ask.isReconnecting { settings.merge(reconnecting) { $1 } }
        if ask.scopes != nil { settings.merge(adding) { $1 } }
        return settings
    }

    private func ordered(_ wanted: Set<String>, as usual: [String]) -> [String] {
        usual.filter(wanted.contains) + wanted.subtracting(usual).sorted()
    }
}
