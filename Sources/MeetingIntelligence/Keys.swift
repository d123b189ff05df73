import ArgumentParser
import Connections

/// The commands about encryption keys.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look after the encryption keys: status, rotate, verify, lost.",
        discussion: """
            People's tokens are sealed in the database. Each person has a data key, and the data keys are wrapped by the encryption key, \
            which is not in the database: it stands in the file DATA_DIR/encryption-keys, in ENCRYPTION_KEYS, or with a key service (KEK, \
            KEK_COMMAND). Without it the tokens cannot be read by anybody, you included: keep a copy apart from the database.

            With SQLite these commands need a stopped server, but for “rotate”, which a running server follows by itself. With PostgreSQL \
            they work beside running servers.
            """,
        subcommands: [Status.self, Rotate.self, Verify.self, Lost.self]
    )

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which keys there are, what each is needed for, and what is missing.",
            discussion: "Exit status: 0 when every data key has its key, 1 when one is missing, 2 when that could not be found out."
        )

        func run() async throws {
            let status = try await KeyDesk.working { try await $0.care.status() }
            Console.say(KeyWords.status(status))
            if !status.missing.isEmpty { throw ExitCode(1) }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a new encryption key into use.",
            discussion: """
                Makes a new key in the key file and wraps every data key under it. With ENCRYPTION_KEYS, put the new key in front there \
                first; with a key service, rotate there first. Several servers on one database all have to hold the new key before this: \
                put it behind the old one, restart each, then in front, restart each, and run this.

                It may be broken off at any point and run again. Once it is done the old key is needed only for backups made before.
                """
        )

        @Flag(help: "Seal every token anew as well, under a new data key for each person.")
        var data = false

        func run() async throws {
            try await KeyRotation(data: data).run()
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open everything that is sealed, and count what cannot be opened.",
            discussion:
                "Changes nothing. Exit status: 0 when everything opens, 1 when something does not, 2 when that could not be found out."
        )

        func run() async throws {
            let report = try await KeyDesk.working { desk in
                let meter = ProgressMeter("people examined")
                return try await desk.care.verify(journal: desk.journal, progress: meter.show)
            }
            Console.say(KeyWords.report(report))
            if !report.isWhole { throw ExitCode(1) }
        }
    }

    struct Lost: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Go on without keys that are gone for good.",
            discussion: """
                For when the key file or ENCRYPTION_KEYS is lost and no copy is left. What was sealed under the lost keys is removed, and \
                the people concerned are asked to connect again. Accounts, meetings, items and deliveries stay; what waits is sent once \
                they have. A lost key file is put aside and a new one made; a key that is still there stays in use.

                First look for a copy of the key: with it, nothing is lost. Without --yes nothing is changed.
                """
        )

        @Flag(help: "Really give up what cannot be opened.")
        var yes = false

        func run() async throws {
            try await KeyLoss(isMeant: yes).run()
        }
    }
}
