/// Why a link for a phone does not lead on. `message` is for the person who holds the phone.
package enum PhoneLinkRefusal: Error, Equatable {
    case unknown
    case used
    case expired
    case replaced
    /// Somebody else's: nothing about them is told.
    case ofAnother
    /// - Parameter seconds: until it makes sense to try again.
    case tooMany(seconds: Int)

    package var message: String {
        switch self {
        case .unknown: "This code is not one of this server's. Open “On my phone” on your computer and scan the code there."
        case .used: "This code was used already. Open “On my phone” on your computer for a new one."
        case .expired: "This code is older than five minutes. Open “On my phone” on your computer for a new one."
        case .replaced: "A newer code has taken the place of this one. Scan the one your computer shows now."
        case .ofAnother:
            "This code was made in another account than the one you are logged in to here, so nothing was connected. If both are yours, log out here and log in with the account your computer shows."
        case .tooMany(let seconds):
            "Too many codes were tried. Try again in \(Wait.words(seconds: seconds))."
        }
    }
}
