/// The rows of the table, by the names `bin/torture` takes.
enum Row: String, CaseIterable, Sendable {
    case refreshRace = "refresh-race"
    case refreshCrash = "refresh-crash"
    case deliveryCrash = "delivery-crash"
    case lostAnswers = "lost-answers"
    case outage
    case revokedGrant = "revoked-grant"
    case lateTokens = "late-tokens"
    case tampering
    case keyRotation = "key-rotation"
    case canaries

    var what: String {
        switch self {
        case .refreshRace: "refresh race"
        case .refreshCrash: "kill -9 at five points of a refresh"
        case .deliveryCrash: "kill -9 while delivering"
        case .lostAnswers: "answers lost after the provider acted"
        case .outage: "outage of the providers"
        case .revokedGrant: "grant revoked at the provider"
        case .lateTokens: "reconnect and disconnect during a refresh"
        case .tampering: "ciphertexts swapped, bits flipped"
        case .keyRotation: "key rotation under load"
        case .canaries: "tokens searched for everywhere"
        }
    }
}
