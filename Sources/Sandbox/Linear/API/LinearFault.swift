import HTTPTypes

/// Errors in the shape Linear gives them.
enum LinearFault {
    static func invalidInput(_ message: String, _ presentable: String) -> GraphQLFault {
        fault(message, type: "invalid input", code: "INPUT_ERROR", status: 400, presentable: presentable)
    }

    static func invalidArgument(_ presentable: String) -> GraphQLFault {
        invalidInput("Argument Validation Error", presentable)
    }

    static func notFound(_ type: String) -> GraphQLFault {
        invalidInput("Entity not found: \(type)", "Could not find referenced \(type).")
    }

    static func forbidden(_ message: String) -> GraphQLFault {
        fault(message, type: "forbidden", code: "FORBIDDEN", status: 403, presentable: message)
    }

    static let unauthenticated = fault(
        "Authentication required, not authenticated", type: "authentication error", code: "AUTHENTICATION_ERROR", status: 401,
        presentable: "You need to authenticate to access this operation.")

    static let rateLimited = fault(
        "Rate limit exceeded", type: "ratelimited", code: "RATELIMITED", status: 400,
        presentable: "Rate limit exceeded. Please try again later.")

    static let tooComplex = fault(
        "Query too complex", type: "invalid input", code: "INPUT_ERROR", status: 400, presentable: "A query may cost at most 10000 points.")

    /// What validation found, in Linear's shape.
    static func invalid(_ fault: GraphQLFault) -> GraphQLFault {
        var fault = fault
        fault.extensions = extensions(type: "graphql error", code: "GRAPHQL_VALIDATION_FAILED", status: 400, presentable: nil)
        return fault
    }

    static func ordered(_ failure: OrderedFailure) -> GraphQLFault {
        let (type, code) =
            switch failure.status {
            case 401: ("authentication error", "AUTHENTICATION_ERROR")
            case 403: ("forbidden", "FORBIDDEN")
            case 429: ("ratelimited", "RATELIMITED")
            case 400..<500: ("invalid input", "INPUT_ERROR")
            default: ("internal error", "INTERNAL_SERVER_ERROR")
            }
        return fault(
            "The sandbox was told to fail", type: type, code: failure.error ?? code, status: failure.status, presentable: "Told to fail.")
    }

    /// An answer of errors only. Several validation errors come together, everything else comes alone.
    static func answer(_ faults: [GraphQLFault], status: HTTPResponse.Status) -> Answer {
        .json(["errors": .array(faults.map(json)), "data": .null], status: status)
    }

    private static func fault(_ message: String, type: String, code: String, status: Int, presentable: String) -> GraphQLFault {
        GraphQLFault(message: message, extensions: extensions(type: type, code: code, status: status, presentable: presentable))
    }

    private static func extensions(type: String, code: String, status: Int, presentable: String?) -> [String: JSON] {
        var extensions: [String: JSON] = [
            "type": .string(type), "code": .string(code), "statusCode": .int(status), "userError": .bool(status < 500),
            "http": ["status": .int(status)], "meta": [:],
        ]
        extensions["userPresentableMessage"] = presentable.map(JSON.string)
        return extensions
    }

    private static func json(_ fault: GraphQLFault) -> JSON {
        var members: [String: JSON] = ["message": .string(fault.message), "extensions": .object(fault.extensions)]
        if !fault.path.isEmpty { members["path"] = .array(fault.path.map(JSON.string)) }
        if let location = fault.location { members["locations"] = [["line": .int(location.line), "column": .int(location.column)]] }
        return .object(members)
    }
}
