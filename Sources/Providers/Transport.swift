package import HTTPTypes

/// The only door to the network.
package protocol Transport: Sendable {
    /// Sends one request and reads the whole answer. Follows no redirect. Ends within ``TransportLimits/deadline``.
    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer
}

/// Why there is no answer.
package enum TransportError: Error, Equatable {
    /// Nothing left this machine: the provider could not be reached.
    case unreachable
    /// It was sent, in part or whole, and no complete answer came within the deadline.
    case noAnswer
    /// The answer is larger than any answer should be.
    case tooLarge
}

package enum TransportLimits {
    /// Seconds for one exchange, from connecting to the last byte. Shorter than every lease that guards a call.
    package static let deadline: Double = 10
    /// Bytes of an answer's body.
    package static let answerSize = 4 << 20
}
