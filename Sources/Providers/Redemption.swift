package import Domain

/// What a code was exchanged for.
package enum Redemption: Sendable {
    case grant(Grant)
    /// Tokens that make no grant: they have to be revoked, and nothing is connected.
    case strays(Strays)
}
