extension Migrations {
    /// What of a delivery in several parts has arrived, so that those parts are not sent twice.
    static let progress = Migration(number: 6, name: "progress", statements: ["alter table deliveries add column progress text"])
}
