import Hummingbird

/// What a request gets wrong before the product is asked. Every one is a 4xx.
enum WebError: Error, Equatable {
    case signInNeeded
    case wrongToken
    /// Only whoever runs the server may do this.
    case operatorNeeded
    case foreignOrigin
    case formExpired
    case noSuchPage
    case methodNotAllowed(allowed: String)
    case bodyTooLarge(limit: Int)
    case bodyTooSlow
    case contentType(expected: String)
    case malformed(String)
    case invalid(String)
}
