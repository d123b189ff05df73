import HTTPTypes

/// An error of GitHub's REST API.
struct GitHubFault: Error, Sendable {
    let status: HTTPResponse.Status
    let message: String
    /// What is wrong with single fields.
    var errors: [JSON] = []

    static let notFound = GitHubFault(status: .notFound, message: "Not Found")

    static func unauthorized(_ message: String) -> GitHubFault { GitHubFault(status: .unauthorized, message: message) }
    static func forbidden(_ message: String) -> GitHubFault { GitHubFault(status: .forbidden, message: message) }
    static func invalid(_ message: String) -> GitHubFault { GitHubFault(status: .unprocessableContent, message: message) }

    static func validation(_ resource: String, _ field: String, _ code: String, _ message: String? = nil, value: JSON? = nil) -> GitHubFault
    {
        var error: [String: JSON] = ["resource": .string(resource), "field": .string(field), "code": .string(code)]
        error["message"] = message.map(JSON.string)
        error["value"] = value
        return GitHubFault(status: .unprocessableContent, message: "Validation Failed", errors: [.object(error)])
    }

    /// GitHub turns requests without a name away before it looks at them, and versions it does not know.
    static func checkSender(_ request: SimulationRequest) throws(GitHubFault) {
        guard request.headers[.userAgent]?.isEmpty == false else {
            throw .forbidden(
                "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.")
        }
        guard let name = HTTPField.Name("X-GitHub-Api-Version"), let version = request.headers[name] else { return }
        guard ["2022-11-28", "2026-03-10"].contains(version) else {
            throw GitHubFault(status: .badRequest, message: "The API version \(version) is not supported.")
        }
    }

    /// A secondary limit has no other status than a missing permission: only `Retry-After` and the words tell.
    static func ordered(_ failure: OrderedFailure) -> Answer {
        let message =
            switch failure.status {
            case 401: "Bad credentials"
            case 403, 429: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
            case 404: "Not Found"
            case 422: "Validation Failed"
            default: "Server Error"
            }
        return GitHubFault(status: .init(code: failure.status), message: failure.error ?? message).answer
    }

    var answer: Answer {
        var body: [String: JSON] = [
            "message": .string(message), "documentation_url": "https://docs.github.com/rest", "status": .string(String(status.code)),
        ]
        if !errors.isEmpty { body["errors"] = .array(errors) }
        return .json(.object(body), status: status)
    }
}
