import Domain
import HTTPTypes

extension Registration {
    /// Google takes nothing by address: five pages of its console, each with its link.
    ///
    /// <https://developers.google.com/identity/protocols/oauth2/web-server#prerequisites>
    static let google: Registration = Registration(knowsRedirect: knowsGoogleRedirect) { place in
        let apis = ["calendar-json", "gmail", "drive"].map { $0 + ".googleapis.com" }.joined(separator: ",")
        return RegistrationGuide(steps: [
            .init(
                "Make a project, or choose one.",
                link: .init("Projects in Google’s console", "https://console.cloud.google.com/projectcreate")),
            .init(
                "Enable the interfaces for calendar, mail and drive.",
                link: .init("Enable the three", "https://console.cloud.google.com/flows/enableapi?apiid=" + apis)),
            .init(
                "Give the application a name and a mail address for support. For people of your own organisation choose “Internal”; "
                    + "otherwise “External”, and publish it: in testing every connection ends after seven days.",
                link: .init("Branding and audience", "https://console.cloud.google.com/auth/overview")),
            .init(
                "Add the scopes that are asked for.", link: .init("Data access", "https://console.cloud.google.com/auth/scopes"),
                value: Provider.google.authorize.scopes.joined(separator: " ")),
            .init(
                "Create a client of the type “Web application” with this redirect URI.",
                link: .init("Create the client", "https://console.cloud.google.com/auth/clients/create"), value: place.redirectURI),
            .init("Copy its client id and client secret into the fields below. Google shows the secret this once."),
        ])
    }

    /// Google refuses an address it does not know before anybody signs in: with a page that names the error, or on the way to one.
    private static let knowsGoogleRedirect: @Sendable (OAuthClient) -> Call<Bool> = { client in
        let address = Provider.google.authorize.address(client: client, state: Secret("meeting-intelligence-test"), challenge: nil)
        return Call(HTTPRequest.to(address, method: .get), effect: .repeatable) { answer in
            let told =
                (answer.head.headerFields[.location] ?? "") + (answer.status == 400 ? String(decoding: answer.body, as: UTF8.self) : "")
            // The second is the first as it stands in the parameter `authError`, base64 behind two bytes that tell its length.
            return !told.contains("redirect_uri_mismatch") && !told.contains("ChVyZWRpcmVjdF91cmlfbWlzbWF0Y2")
        }
    }
}
