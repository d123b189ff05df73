/// What a provider's answer means, named by what to do about it. Carries no request, answer or token.
package enum ProviderError: Error, Equatable {
    /// The grant is dead: only a new consent can help.
    case consentNeeded
    /// The access token was not taken: refresh once, then try again.
    case unauthorized
    /// The grant does not cover this.
    case scopeMissing(String)
    /// Definitely not done, and may work later; `after` is the provider's own wish in seconds.
    case later(after: Double?, reason: String)
    /// The provider understood and said no; the reason is fit for the person.
    case refused(reason: String)
    /// The request may have had its effect: nobody knows.
    case uncertain
    /// An answer that makes no sense, such as HTML where JSON was promised.
    case unreadable(status: Int)
    /// Our application is not accepted there: the operator has to mend its registration.
    case clientRefused(code: String)
    /// Some of it is there for certain, written down in `progress`; what happened to the rest is the second value.
    indirect case partly(progress: String, ProviderError)
}
