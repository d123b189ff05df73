/// What became of a token, or of all tokens of a grant, at the provider after the connection ended here.
package enum RevocationState: String, Sendable, CaseIterable {
    /// Not heard yet; tried again until it is.
    case queued
    case revoked
    case alreadyInvalid = "already_invalid"
    case unsupported
    /// Another connection here uses the same grant at the provider, and would end with it.
    case shared
    /// Given up after a week of tries; the person can remove the application at the provider.
    case failed

    /// What to say of several tokens that end together: what is still open first, then what was done.
    package static func combined(_ states: [RevocationState]) -> RevocationState {
        [.queued, .failed, .revoked, .shared, .alreadyInvalid, .unsupported].first(where: states.contains) ?? .alreadyInvalid
    }
}
