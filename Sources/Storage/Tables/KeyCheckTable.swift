package import struct Foundation.Date

/// A known value sealed under each key-encryption key, by which a wrong or missing key is noticed at start.
package struct KeyCheckTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func all() throws -> [(kekID: String, sealed: [UInt8])] {
        try session.run("select kek_id, sealed from key_checks order by created_at").map { (try $0.text("kek_id"), try $0.blob("sealed")) }
    }

    package func insert(kekID: String, sealed: [UInt8], at now: Date) throws {
        try session.run("insert into key_checks (kek_id, sealed, created_at) values (\(kekID), \(sealed), \(now)) on conflict do nothing")
    }

    package func delete(kekID: String) throws {
        try session.run("delete from key_checks where kek_id = \(kekID)")
    }
}
