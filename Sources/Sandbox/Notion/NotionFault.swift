import HTTPTypes

/// An error of Notion's API.
struct NotionFault: Error, Sendable {
    let status: HTTPResponse.Status
    let code: String
    let message: String

    static let unauthorized = NotionFault(status: .unauthorized, code: "unauthorized", message: "API token is invalid.")

    static func validation(_ message: String) -> NotionFault {
        NotionFault(status: .badRequest, code: "validation_error", message: message)
    }

    /// What is not shared is not there.
    static func notFound(_ kind: String, _ id: String) -> NotionFault {
        NotionFault(
            status: .notFound, code: "object_not_found",
            message: "Could not find \(kind) with ID: \(id). Make sure the relevant pages and databases are shared with your integration.")
    }

    /// Every request says which version of the API it was written for.
    static func checkVersion(_ request: SimulationRequest) throws(NotionFault) {
        guard let name = HTTPField.Name("Notion-Version"), let version = request.headers[name] else {
            throw NotionFault(
                status: .badRequest, code: "missing_version",
                message: "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.")
        }
        guard version == "2026-03-11" else {
            throw .validation("Notion-Version header failed validation: only 2026-03-11 is spoken here, instead was `\(version)`.")
        }
    }

    static func ordered(_ failure: OrderedFailure) -> Answer {
        let code =
            switch failure.status {
            case 401: "unauthorized"
            case 403: "restricted_resource"
            case 404: "object_not_found"
            case 409: "conflict_error"
            case 429: "rate_limited"
            case 400..<500: "validation_error"
            case 503: "service_unavailable"
            default: "internal_server_error"
            }
        return NotionFault(status: .init(code: failure.status), code: failure.error ?? code, message: "The sandbox was told to fail.")
            .answer
    }

    var answer: Answer {
        .json(
            ["object": "error", "status": .int(status.code), "code": .string(code), "message": .string(message)], status: status)
    }
}
