package import Foundation

/// The sealed tokens of one row of `user_integrations`, and when they are renewed.
package struct SealedGrant: Sendable, Equatable {
    package var accessToken: [UInt8]
    package var refreshToken: [UInt8]?
    /// The refresh token before this one, kept until the new access token has worked once.
    package var previousRefreshToken: [UInt8]?
    package var issuedAt: Date
    package var expiresAt: Date?
    /// When to renew it, or after failures when to try again; `nil` where the provider gives no expiry.
    package var refreshDueAt: Date?
    /// The time before which the provider has asked not to be called for a new one; `nil` where it named none.
    package var notBefore: Date?
    /// How many refreshes in a row the provider left without a usable answer.
    package var failures: Int

    package init(
        accessToken: [UInt8], refreshToken: [UInt8]?, previousRefreshToken: [UInt8]? = nil, issuedAt: Date, expiresAt: Date?,
        refreshDueAt: Date? = nil, notBefore: Date? = nil, failures: Int = 0
    ) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.previousRefreshToken = previousRefreshToken
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.refreshDueAt = refreshDueAt
        self.notBefore = notBefore
        self.failures = failures
    }
}

/// Bytes as base64 and times as milliseconds, so that what is read is to the bit what a row holds.
extension SealedGrant: Codable {
    private enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case refreshToken = "refresh_token"
        case previousRefreshToken = "previous_refresh_token"
        case issuedAt = "issued_at"
        case expiresAt = "expires_at"
        case refreshDueAt = "refresh_due_at"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            accessToken: [UInt8](try container.decode(Data.self, forKey: .accessToken)),
            refreshToken: try container.decodeIfPresent(Data.self, forKey: .refreshToken).map { [UInt8]($0) },
            previousRefreshToken: try container.decodeIfPresent(Data.self, forKey: .previousRefreshToken).map { [UInt8]($0) },
            issuedAt: Date(milliseconds: try container.decode(Int64.self, forKey: .issuedAt)),
            expiresAt: try container.decodeIfPresent(Int64.self, forKey: .expiresAt).map { Date(milliseconds: $0) },
            refreshDueAt: try container.decodeIfPresent(Int64.self, forKey: .refreshDueAt).map { Date(milliseconds: $0) }
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Data(accessToken), forKey: .accessToken)
        try container.encodeIfPresent(refreshToken.map { Data($0) }, forKey: .refreshToken)
        try container.encodeIfPresent(previousRefreshToken.map { Data($0) }, forKey: .previousRefreshToken)
        try container.encode(issuedAt.milliseconds, forKey: .issuedAt)
        try container.encodeIfPresent(expiresAt?.milliseconds, forKey: .expiresAt)
        try container.encodeIfPresent(refreshDueAt?.milliseconds, forKey: .refreshDueAt)
    }
}
