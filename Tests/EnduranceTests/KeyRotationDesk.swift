import Domain
import Foundation
import LiveSupport
import Support

/// The operator's commands, as processes, on one database.
struct KeyRotationDesk {
    private let environment: [String: String]
    private let log: String

    /// - Parameter keys: newest first.
    init(_ place: TestPostgres.Place, folder: String, keys: [Secret]) {
        environment = [
            "DATA_DIR": folder + "/data", "DATABASE_URL": place.applicationURL.reveal(), "DATABASE_OWNER_URL": place.ownerURL.reveal(),
            "ENCRYPTION_KEYS": keys.map { $0.reveal() }.joined(separator: ","), "KEK": "", "KEK_COMMAND": "",
        ]
        log = folder + "/desk.log"
    }

    func start(_ arguments: [String]) throws -> Program {
        try Program(arguments, environment: environment, log: log)
    }

    func run(_ arguments: [String]) throws {
        let program = try start(arguments)
        guard program.end() == 0 else { throw LiveError("\(arguments) failed: \(program.output.suffix(600))") }
    }
}
