import Domain

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
    /// No code this server printed, or one that was used or has run out.
    case wrongSetupCode
    case unknownEmail
    case lastOperator
    /// - Parameter seconds: until it makes sense to try again.
    case tooManyAttempts(seconds: Int)
    case busy
    /// Or one that whoever asks does not belong to, which is told apart from the outside by nothing.
    case noSuchOrganisation
    case ownersOnly
    case adminsOnly
    case invalidOrganisationName
    case tooManyOrganisations
    case tooManyInvitations
    case alreadyMember
    case noSuchMember
    case lastOwner
    /// No link that was made here, or one that was used, withdrawn or has run out.
    case noSuchInvitation
    case invitationOfAnother
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
        case .wrongSetupCode:
            "This setup code is not right, or not any more. The server prints a new one when it is started, as long as nobody runs it."
        case .unknownEmail: "Nobody here has this mail address. Sign up with it first."
        case .lastOperator: "Somebody has to be the operator. Appoint another one first."
        case .tooManyAttempts(let seconds):
            "Too many attempts. Try again in " + Wait.words(seconds: seconds) + "."
        case .identityUnavailable: "Your sign-in cannot be checked just now. Try again in a minute."
        case .noSuchOrganisation: "There is no such organisation."
        case .ownersOnly: "Only the owners of this organisation may do this. Ask one of them."
        case .adminsOnly: "Only the owners and admins of this organisation may do this. Ask one of them."
        case .invalidOrganisationName: "Give the organisation a name of 1 to 100 characters."
        case .tooManyOrganisations: "You belong to as many organisations as one person can. Leave one first."
        case .tooManyInvitations: "Too many invitations are open. Withdraw some first."
        case .alreadyMember: "Whoever has this mail address belongs to the organisation already."
        case .noSuchMember: "There is no such member in this organisation."
        case .lastOwner: "Somebody has to own the organisation. Make another member an owner first."
        case .noSuchInvitation: "This invitation is not good any more. Ask whoever sent it for a new one."
        case .invitationOfAnother:
            "This invitation is for another mail address. Log in with the account it was meant for, or ask for a new one."
        case .busy: "Many people are signing in just now. Try again in a few seconds."
        }
    }
}
