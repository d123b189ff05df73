package import Domain

package import struct Foundation.Date

/// A grant of another account than the one connected, about which the person has to decide.
package struct Replacement: Sendable, Equatable {
    package let provider: ProviderID
    package let name: String
    /// Whose account is connected.
    package let current: Identity
    /// Whose account was authorized just now.
    package let new: Identity
    /// Deliveries that have not gone out; they would go to the new account.
    package let waiting: Int
    package let expiresAt: Date

    package enum Decision: String, Sendable, CaseIterable {
        case replace, keep
    }
}
