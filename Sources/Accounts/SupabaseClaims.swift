import Domain
import Foundation
import JWTKit

/// What a token of Supabase Auth says of its holder.
struct SupabaseClaims: JWTPayload {
    var sub: String
    var exp: Double
    var nbf: Double?
    var iss: String?
    var aud: AudienceClaim?
    var role: String?
    var email: String?
    var isAnonymous: Bool?
    var metadata: Metadata?

    struct Metadata: Codable {
        var fullName: String?
        var name: String?

        private enum CodingKeys: String, CodingKey {
            case fullName = "full_name"
            case name
        }
    }

    private enum CodingKeys: String, CodingKey {
        case sub, exp, nbf, iss, aud, role, email
        case isAnonymous = "is_anonymous"
        case metadata = "user_metadata"
    }

    private static let audience = "authenticated"

    /// Time is looked at in ``bearer(issuer:at:)``, by our clock.
    func verify(using _: some JWTAlgorithm) {}

    /// - Returns: `nil` unless the token is in force, from that issuer, and a signed-in user's with a mail address: not the project's own
    ///   `anon` or `service_role` key, and not an anonymous visitor's.
    func bearer(issuer: String?, at now: Date) -> SupabaseTokens.Bearer? {
        let seconds = now.timeIntervalSince1970
        guard seconds < exp, seconds >= (nbf ?? 0), issuer == nil || iss == issuer, role == Self.audience, isAnonymous != true,
            aud?.value.contains(Self.audience) == true, let id = UUID(uuidString: sub)?.uuidString.lowercased(), let email, !email.isEmpty
        else { return nil }
        let name = metadata?.fullName ?? metadata?.name ?? String(email.prefix { $0 != "@" })
        return SupabaseTokens.Bearer(id: Person.ID(id), email: email, name: name)
    }
}
