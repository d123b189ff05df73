/// Why a message to a webhook was not taken.
package enum WebhookError: Error, Equatable {
    /// Not signed, signed with another secret, or changed on the way.
    case unsigned
    /// Signed, but so long ago, or so far ahead, that it may be a repetition.
    case stale
    case unreadable
}
