/// Why something about an account was refused. `message` is for the person.
package enum AccountError: Error, Equatable {
    case invalidName
    case invalidEmail
    case invalidTimeZone
    case invalidTokenName
    case weakPassword(PasswordPolicy.Fault)
    case emailTaken
    /// The same for an unknown account and a wrong password.
    case wrongCredentials
    case wrongPassword
    /// - Parameter seconds: until it makes sense to try again.
    case tooManyAttempts(seconds: Int)
    case busy
    /// Whoever vouches for people elsewhere cannot be asked just now.
    case identityUnavailable

    package var message: String {
        switch self {
        case .invalidName: "Enter a name of 1 to 100 characters."
        case .invalidEmail: "Enter a mail address such as ada@example.org."
        case .invalidTimeZone: "Choose a time zone such as Europe/Berlin."
        case .invalidTokenName: "Give the token a name of 1 to 100 characters."
        case .weakPassword(let fault): fault.message
        case .emailTaken: "There is an account with this mail address. Log in, or use another address."
        case .wrongCredentials: "The mail address or the password is not right."
        case .wrongPassword: "The current password is not right."
        case .tooManyAttempts(let seconds):
            "Too many attempts. Try again in \(seconds < 90 ? "\(seconds) seconds" : "\(seconds / 60) minutes")."
        case .identityUnavailable: "Your sign-in cannot be checked just now. Try again in a minute."
        case .busy: "Many people are signing in just now. Try again in a few seconds."
        }
    }
}
