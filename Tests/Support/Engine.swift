import Domain
import Foundation
package import Storage
import StoragePostgres
import StorageSQLite
import Synchronization

/// Every database there is. A new one is a new case.
package enum Engine: String, CaseIterable, Sendable {
    case sqlite
    case postgres
    /// PostgreSQL behind pgbouncer in transaction mode.
    case pooled

    /// What can be tried here: PostgreSQL when `bin/test` has started one.
    package static var available: [Engine] {
        allCases.filter { engine in
            switch engine {
            case .sqlite: true
            case .postgres: TestPostgres.shared != nil
            case .pooled: TestPostgres.shared?.poolerPort != nil
            }
        }
    }

    /// What whole servers in tests run on: `TEST_ENGINE`, SQLite unless it says otherwise.
    package static var ofWorlds: Engine {
        ProcessInfo.processInfo.environment["TEST_ENGINE"].flatMap(Engine.init(rawValue:)) ?? .sqlite
    }

    /// A fresh database with the schema in it.
    ///
    /// - Parameter folder: for the file, where there is one.
    package func open(in folder: String) async throws -> any Database {
        switch self {
        case .sqlite:
            let database = try SQLiteDatabase(path: folder + "/world.sqlite")
            try await Migrator(database).migrate(at: TestClock().now)
            return database
        case .postgres, .pooled:
            guard let server = TestPostgres.shared else { throw TestPostgres.Missing() }
            return try await server.database(pooled: self == .pooled).opened()
        }
    }
}
