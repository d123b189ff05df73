package import Domain

/// Why a connection could not be made or used. `message` is for the person; nothing here holds a secret.
package enum ConnectionError: Error, Equatable {
    case unknownProvider
    /// The operator has not entered our registration at this provider.
    case notConfigured(provider: String)
    /// The provider sends people back to https addresses only, and ours is none.
    case httpsNeeded(provider: String)
    case notConnected(provider: String)
    case needsReconnect(provider: String)
    /// The person's organisation has no account there that its members may be delivered through, or not any more.
    case notOffered(provider: String)
    case scopeMissing(provider: String, operation: String)
    case later(after: Double?, reason: String)
    case refused(reason: String)
    case uncertain(provider: String)
    case noSuchChoice
    /// Some of it is there for certain, written down in `progress`; what happened to the rest is the second value.
    indirect case partly(progress: String, ConnectionError)
    case noSuchOperation
    /// A message to a webhook that is not signed as it should be, or not fresh.
    case notGenuine(provider: String)
    case unreadableMessage
    /// Nobody has to choose between two accounts, or the time to do so is over.
    case noReplacement(provider: String)
    /// The provider does not accept what the operator entered, for certain; nothing was stored.
    case applicationRefused(ApplicationFinding, provider: String)
    case invalidApplication(ApplicationDraft.Fault)
    /// The environment sets this application; it is changed there.
    case setByEnvironment(provider: String)
    /// Or one that whoever asks does not belong to.
    case noSuchOrganisation
    case ownersOnly
    case authorization(AuthorizationRefusal, provider: String, returnPath: String?)

    package var message: String {
        switch self {
        case .unknownProvider: "There is no such integration."
        case .notConfigured(let provider):
            "\(provider) is not set up on this server yet. Ask its operator, who does that once for everybody."
        case .httpsNeeded(let provider):
            "\(provider) only sends people back to an https address, and this server has none. Ask whoever runs it to set BASE_URL to one."
        case .notConnected(let provider): "\(provider) is not connected. Connect it, and what waits is sent by itself."
        case .needsReconnect(let provider): "\(provider) no longer accepts this connection. Reconnect it, and what waits is sent by itself."
        case .notOffered(let provider):
            "No organisation of yours offers a \(provider) account. Connect your own, and what waits is sent by itself."
        case .scopeMissing(let provider, let operation):
            "\(provider) was connected without the permission to \(operation.prefix(1).lowercased() + operation.dropFirst())."
        case .later(_, let reason): reason
        case .refused(let reason): reason
        case .uncertain(let provider): "\(provider) was asked and gave no answer. It may have been done; have a look there."
        case .noSuchChoice: "That place is not, or no longer, among those of the connected account."
        case .partly(_, let rest): "A part of it has arrived. \(rest.message)"
        case .noSuchOperation: "This provider has no such operation."
        case .notGenuine(let provider): "This message is not signed by \(provider), or it is too old."
        case .unreadableMessage: "This message cannot be read."
        case .noReplacement(let provider):
            "There are no two \(provider) accounts to choose between, or not any more. Nothing was changed; connect \(provider) again to choose."
        case .applicationRefused(let finding, let provider): "\(finding.message(provider: provider)) Nothing was stored."
        case .invalidApplication(let fault): fault.message
        case .setByEnvironment(let provider):
            "The environment of this server sets the application at \(provider). Change it there, or unset it to enter it here."
        case .noSuchOrganisation: "There is no such organisation."
        case .ownersOnly: "Only the owners of this organisation may do this. Ask one of them."
        case .authorization(let refusal, let provider, _): refusal.message(provider: provider)
        }
    }
}
