import HTTPTypes

/// Why the sandbox itself, not a provider in it, refuses something.
enum SandboxError: Error, Sendable {
    case unknownSetting(String)
    case unreadableSetting
    case badAccount(String)
    case accountExists
    case crossSite
    case stateNotWritten(path: String)

    var status: HTTPResponse.Status {
        switch self {
        case .crossSite: .forbidden
        case .accountExists: .conflict
        case .stateNotWritten: .internalServerError
        default: .badRequest
        }
    }

    var sentence: String {
        switch self {
        case .unknownSetting(let name): "There is no setting \(name)."
        case .unreadableSetting: "A setting has a value of another kind."
        case .badAccount(let reason): reason
        case .accountExists: "There is already an account with this mail."
        case .crossSite: "This comes from another site."
        case .stateNotWritten(let path): "The state file \(path) cannot be written."
        }
    }
}
