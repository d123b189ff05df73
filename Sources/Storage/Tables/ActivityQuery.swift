import Domain

/// How a log is read, whoever's it is: newest first, and by pages that neither miss nor repeat a line.
struct ActivityQuery {
    let filter: ActivityFilter
    let cursor: ActivityCursor?
    let limit: Int

    /// - Parameters:
    ///   - log: a table with the columns of a log, from the source.
    ///   - owner: the condition that names whose log it is.
    func run(_ session: any Session, in log: SQL, where owner: SQL) throws -> ActivitySlice {
        // One more than asked for tells whether there are more.
        let rows = try session.run("select * from \(log) where \(owner)\(conditions) order by at desc, id limit \(limit + 1)")
        let page = rows.prefix(limit)
        let next = rows.count > limit ? try page.last.map { ActivityCursor(at: try $0.integer("at"), id: try $0.text("id")) } : nil
        return ActivitySlice(entries: try page.map(Self.activity), next: next)
    }

    private var conditions: SQL {
        var conditions: SQL = ""
        if let kind = filter.kind { conditions = "\(conditions) and kind = \(kind)" }
        if let provider = filter.provider { conditions = "\(conditions) and provider = \(provider)" }
        if let from = filter.from { conditions = "\(conditions) and at >= \(from)" }
        if let until = filter.until { conditions = "\(conditions) and at < \(until)" }
        if let cursor { conditions = "\(conditions) and (at < \(cursor.at) or (at = \(cursor.at) and id > \(cursor.id)))" }
        return conditions
    }

    private static func activity(_ row: Row) throws -> Activity {
        Activity(
            try row.enumeration("kind"), at: try row.date("at"),
            provider: try row.optionalText("provider").map(ProviderID.init(rawValue:)), cause: try row.optionalText("cause"),
            address: try row.optionalText("address"), actor: try row.optionalText("actor")
        )
    }
}
