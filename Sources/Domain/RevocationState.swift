/// What became of a grant at the provider after the person disconnected.
package enum RevocationState: String, Sendable, CaseIterable {
    /// Not heard yet; tried again until it is.
    case queued
    case revoked
    case alreadyInvalid = "already_invalid"
    case unsupported
    /// Given up after a week of tries; the person can remove the application at the provider.
    case failed
}
