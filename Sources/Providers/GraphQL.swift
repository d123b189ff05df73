import Domain
import Foundation
import HTTPTypes

/// GraphQL over HTTP POST with a bearer token.
struct GraphQL: Sendable {
    let url: String
    /// What the provider's errors mean; asked before the data is looked at.
    let meaning: @Sendable (GraphQLFault, Answer) -> ProviderError

    /// - Parameter recover: looks at the errors first; gives back an output where one of them is as good as a success.
    func call<Variables: Encodable & Sendable, Body: Decodable & Sendable, Output: Sendable>(
        _ document: String, _ variables: Variables, access: Access, effect: CallEffect,
        recover: @escaping @Sendable (GraphQLFault) -> Output? = { _ in nil },
        read: @escaping @Sendable (Body) throws(ProviderError) -> Output
    ) -> Call<Output> {
        var request = HTTPRequest.to(url)
        request.headerFields[.authorization] = "Bearer \(access.token.reveal())"
        request.headerFields[.contentType] = "application/json"
        request.headerFields[.accept] = "application/json"
        let meaning = meaning
        let body = JSONBody.encode(Question(query: document, variables: variables))
        return Call(request, body: body, effect: effect) { answer throws(ProviderError) in
            guard answer.status < 500 else {
                throw .later(after: answer.retryAfter, reason: "The provider is not ready to answer (HTTP \(answer.status)).")
            }
            guard let envelope = try? JSONDecoder().decode(Envelope<Body>.self, from: Data(answer.body)) else {
                throw Self.unreadable(answer)
            }
            if let fault = envelope.errors?.first {
                if let output = recover(fault) { return output }
                throw meaning(fault, answer)
            }
            guard answer.status == 200, let data = envelope.data else { throw Self.unreadable(answer) }
            return try read(data)
        }
    }

    private static func unreadable(_ answer: Answer) -> ProviderError {
        switch answer.status {
        case 401: .unauthorized
        case 429: .later(after: answer.pause, reason: "The provider asks to slow down.")
        default: .unreadable(status: answer.status)
        }
    }

    private struct Question<Variables: Encodable>: Encodable {
        var query: String
        var variables: Variables
    }

    private struct Envelope<Body: Decodable>: Decodable {
        var data: Body?
        var errors: [GraphQLFault]?
    }
}

/// One entry of `errors`.
struct GraphQLFault: Decodable, Sendable {
    var message: String
    var extensions: Extensions?

    struct Extensions: Decodable, Sendable {
        var code: String?
        var type: String?
        var statusCode: Int?
        var userPresentableMessage: String?
    }
}
