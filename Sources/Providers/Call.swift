package import HTTPTypes

/// One HTTP exchange as a value: what to send, and how to read what comes back.
package struct Call<Output: Sendable>: Sendable {
    package var request: HTTPRequest
    package var body: [UInt8]
    package var effect: CallEffect
    /// What is there already by the time this is sent, in the provider's own notation; kept where the call fails, so that it is not made
    /// again.
    package var progress: String?
    package var read: @Sendable (Answer) throws(ProviderError) -> Output

    package init(
        _ request: HTTPRequest, body: [UInt8] = [], effect: CallEffect, progress: String? = nil,
        read: @escaping @Sendable (Answer) throws(ProviderError) -> Output
    ) {
        self.request = request
        self.body = body
        self.effect = effect
        self.progress = progress
        self.read = read
    }

    package func map<Mapped: Sendable>(
        _ transform: @escaping @Sendable (Output) throws(ProviderError) -> Mapped
    ) -> Call<Mapped> {
        let read = read
        return Call<Mapped>(request, body: body, effect: effect, progress: progress) { answer throws(ProviderError) in
            try transform(read(answer))
        }
    }
}

/// What it means for the outside world when a request was sent and no answer came.
package enum CallEffect: Sendable {
    /// Sending it again does no harm: it only reads, or it names what it makes.
    case repeatable
    /// Sending it again could do it twice.
    case once
}

/// Headers, bodies and addresses hold tokens, so a call tells no more of itself than whom it goes to.
extension Call: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(request.method.rawValue) \(request.authority ?? "")" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
