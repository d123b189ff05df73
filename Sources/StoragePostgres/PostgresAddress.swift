import CPostgres
package import Domain
import Foundation
package import Storage

/// Where a PostgreSQL database is and who goes there: a `postgres://` URL as libpq reads it (PostgreSQL documentation, 34.1.1.2), TLS and
/// all, with one parameter of ours: `pool`, the most connections one server opens (1 to 200).
///
/// Holds the password, so the text is a ``Secret``.
package struct PostgresAddress: Sendable {
    /// For libpq, without our own parameter.
    let text: Secret
    package let role: String
    package let password: Secret?
    package let database: String
    /// The most connections.
    let poolSize: Int

    static let standardPoolSize = 10

    /// - Throws: ``StorageError/unavailable(reason:)`` naming what is wrong with the URL, without quoting it.
    package init(_ url: Secret) throws(StorageError) {
        guard var parts = URLComponents(string: url.reveal()), ["postgres", "postgresql"].contains(parts.scheme) else {
            throw .unavailable(reason: "its address has to be postgres://ROLE:PASSWORD@HOST:PORT/DATABASE")
        }
        let items = parts.queryItems ?? []
        let size = items.first { $0.name == "pool" }.map { Int($0.value ?? "") ?? 0 } ?? Self.standardPoolSize
        guard (1...200).contains(size) else { throw .unavailable(reason: "the parameter pool of its address has to be 1 to 200") }
        let others = items.filter { $0.name != "pool" }
        parts.queryItems = others.isEmpty ? nil : others
        let text = parts.string ?? ""
        let options = try Self.options(in: text)
        guard let role = options["user"] else { throw .unavailable(reason: "its address names no role (postgres://ROLE@HOST/DATABASE)") }
        self.text = Secret(text)
        self.role = role
        password = options["password"].map { Secret($0) }
        database = options["dbname"] ?? role
        poolSize = size
    }

    private static func options(in text: String) throws(StorageError) -> [String: String] {
        var fault: UnsafeMutablePointer<CChar>?
        guard let list = PQconninfoParse(text, &fault) else {
            PQfreemem(fault)
            throw .unavailable(reason: "its address cannot be read by libpq; look at the parameters after the question mark")
        }
        defer { PQconninfoFree(list) }
        var options: [String: String] = [:]
        var option = list
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return options
    }
}
