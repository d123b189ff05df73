import Domain
import HTTPTypes

/// JSON over HTTP with a bearer token.
struct REST: Sendable {
    /// `https://HOST`, what every address begins with.
    let base: String
    var headers: HTTPFields = [:]
    /// What an answer other than a success means at this provider; `nil` leaves it to its status.
    let meaning: @Sendable (Answer) -> ProviderError?

    /// - Parameter recover: looks at every answer first; gives back an output where one that is no success is as good as one.
    func call<Output: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, query: [(String, String)] = [], payload: Payload? = nil, token: Secret,
        effect: CallEffect = .repeatable, headers: HTTPFields = [:],
        recover: @escaping @Sendable (Answer) -> Output? = { _ in nil },
        read: @escaping @Sendable (Answer) throws(ProviderError) -> Output
    ) -> Call<Output> {
        var request = HTTPRequest.to(base + path, method: method, query: query)
        request.headerFields = self.headers
        for field in headers { request.headerFields[field.name] = field.value }
        request.headerFields[.authorization] = "Bearer \(token.reveal())"
        if request.headerFields[.accept] == nil { request.headerFields[.accept] = "application/json" }
        if let payload { request.headerFields[.contentType] = payload.type }
        let meaning = meaning
        return Call(request, body: payload?.bytes ?? [], effect: effect) { answer throws(ProviderError) in
            if let output = recover(answer) { return output }
            if (200..<300).contains(answer.status) { return try read(answer) }
            throw meaning(answer) ?? Self.meaning(ofStatus: answer, effect: effect)
        }
    }

    /// A 503 says that nothing was done; any other fault of the server may have come after the deed.
    private static func meaning(ofStatus answer: Answer, effect: CallEffect) -> ProviderError {
        switch answer.status {
        case 401: .unauthorized
        case 429: .later(after: answer.pause, reason: "The provider asks to slow down.")
        case 500...599 where answer.status != 503 && effect == .once: .uncertain
        case 500...599: .later(after: answer.retryAfter, reason: "The provider is not ready to answer (HTTP \(answer.status)).")
        default: .unreadable(status: answer.status)
        }
    }
}
