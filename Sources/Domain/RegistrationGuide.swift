/// How this server is registered at a provider: what its operator does there, and which values they take along.
package struct RegistrationGuide: Sendable, Equatable {
    package struct Link: Sendable, Equatable {
        package let label: String
        package let url: String

        package init(_ label: String, _ url: String) {
            self.label = label
            self.url = url
        }
    }

    /// One thing to do.
    package struct Step: Sendable, Equatable {
        package let text: String
        package let link: Link?
        /// A value to take along, such as the redirect URI.
        package let value: String?

        package init(_ text: String, link: Link? = nil, value: String? = nil) {
            self.text = text
            self.link = link
            self.value = value
        }
    }

    /// The provider's own form with everything filled in; `nil` where it takes nothing by address.
    package let form: Link?
    /// In order; with a form, what is left to do there.
    package let steps: [Step]
    /// What the provider calls the secret it signs its messages with; `nil` where it sends none.
    package let webhookSecret: String?

    package init(form: Link? = nil, steps: [Step], webhookSecret: String? = nil) {
        self.form = form
        self.steps = steps
        self.webhookSecret = webhookSecret
    }
}
