import Domain
import Storage

/// How a trip through a provider's consent page begins.
struct AuthorizationStart: Sendable {
    var provider: ProviderID
    var person: Person.ID
    /// Whose the connection is going to be; `nil` for the person's own.
    var organisation: Organisation.ID?
    /// What only the browser, or the API client, can show again at the callback.
    var browser: Secret
    /// Asks for what this operation lacks, and for nothing else.
    var operation: String?
    /// A path of ours to come back to.
    var returnPath: String
    /// What the browser of a phone calls itself; `nil` where no QR code led there.
    var device: String?
}
