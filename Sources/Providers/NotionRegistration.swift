import Domain

extension Registration {
    /// Notion takes nothing by address; an integration has to be public for people to sign in through it.
    ///
    /// <https://developers.notion.com/guides/get-started/authorization>
    static let notion = Registration { place in
        RegistrationGuide(steps: [
            .init(
                "Open Notion’s integrations and make a new one of the type “Public”, named Meeting Intelligence.",
                link: .init("Integrations at Notion", "https://www.notion.so/profile/integrations")),
            .init("Enter this redirect URI.", value: place.redirectURI),
            .init(
                "Under capabilities allow it to read, update and insert content, and to read user information with mail addresses."),
            .init("Copy the OAuth client id and the OAuth client secret into the fields below."),
        ])
    }
}
