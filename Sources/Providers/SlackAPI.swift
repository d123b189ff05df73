import Domain
import HTTPTypes

/// Slack's Web API: errors come with HTTP 200 and `ok` false.
///
/// <https://docs.slack.dev/apis/web-api>
enum SlackAPI {
    static func call<Body: Decodable & Sendable, Output: Sendable>(
        _ method: String, _ verb: HTTPRequest.Method = .post, query: [(String, String)] = [], payload: Payload? = nil, token: Secret,
        effect: CallEffect = .repeatable, recover: @escaping @Sendable (Answer) -> Output? = { _ in nil },
        read: @escaping @Sendable (Body) throws(ProviderError) -> Output
    ) -> Call<Output> {
        api.call(verb, "/api/" + method, query: query, payload: payload, token: token, effect: effect, recover: recover) {
            answer throws(ProviderError) in
            let verdict: Verdict = try answer.json()
            guard verdict.ok else { throw try answer.json(SlackFault.self).meaning(answer, effect: effect) }
            return try read(try answer.json())
        }
    }

    private static let api = REST(base: "https://slack.com") { answer in
        answer.status == 429 ? .later(after: answer.pause, reason: "Slack asks to slow down.") : nil
    }

    private struct Verdict: Decodable { var ok: Bool }

    /// `response_metadata` of an answer in pages.
    struct Paging: Decodable, Sendable {
        /// `nil` on the last page.
        let next: String?

        private enum CodingKeys: String, CodingKey { case next = "nextCursor" }

        init(from decoder: any Decoder) throws {
            let cursor = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .next)
            next = cursor?.isEmpty == false ? cursor : nil
        }
    }
}
