/// What a token endpoint was asked, where that decides how its answer is to be read.
package enum TokenQuestion: Sendable, Equatable {
    case code
    /// - Parameter companion: the chain whose refresh token was sent; `nil` for the person's own.
    case refresh(companion: String?)
}
