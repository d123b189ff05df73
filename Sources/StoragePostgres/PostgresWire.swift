import CPostgres
import Foundation
import Storage

/// One libpq connection and the waiting for its answers: never longer than its deadline says.
///
/// Not `Sendable`: it lives inside the lock of a ``PostgresConnection``.
final class PostgresWire {
    let connection: OpaquePointer
    /// Statements prepared here, by their text and the types of their bindings.
    private var prepared: [String: String] = [:]
    /// A pooler such as pgbouncer in transaction mode stands between, which gives every transaction another server connection: nothing may
    /// be kept from one to the next.
    let isPooled: Bool

    private static let preparedLimit = 300

    init(connection: OpaquePointer, isPooled: Bool) {
        self.connection = connection
        self.isPooled = isPooled
    }

    var isAlive: Bool { PQstatus(connection) == CONNECTION_OK }
    var isIdle: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE }

    /// One statement of constant text without bindings, such as `commit`.
    ///
    /// - Returns: the command's tag: a `commit` of a transaction that has failed is answered `ROLLBACK`.
    @discardableResult
    func command(_ text: String, until deadline: ContinuousClock.Instant) throws -> String {
        guard PQsendQuery(connection, text) == 1 else { throw lost() }
        let results = try results(until: deadline)
        return results.last?.tag ?? ""
    }

    func run(_ text: String, _ values: [Value], until deadline: ContinuousClock.Instant) throws -> [Row] {
        let parameters = values.map(PostgresParameter.init)
        let name = isPooled ? "" : try prepare(text, parameters, until: deadline)
        try send(parameters) { count, types, pointers, lengths, formats in
            name.isEmpty
                ? PQsendQueryParams(connection, text, count, types, pointers, lengths, formats, 0)
                : PQsendQueryPrepared(connection, name, count, pointers, lengths, formats, 0)
        }
        return try results(until: deadline).last?.rows ?? []
    }

    /// Begins a transaction and hands over its ticket in one trip. The ticket is a binding, so that it does not stand in
    /// `pg_stat_activity`, where every session of the same role could read it.
    func begin(_ mode: String, settings: String, ticket: String, until deadline: ContinuousClock.Instant) throws {
        guard PQenterPipelineMode(connection) == 1 else { throw lost() }
        defer { PQexitPipelineMode(connection) }
        try send([]) { count, types, pointers, lengths, formats in
            PQsendQueryParams(connection, mode, count, types, pointers, lengths, formats, 0)
        }
        try send([PostgresParameter(.text(ticket))]) { count, types, pointers, lengths, formats in
            PQsendQueryParams(connection, settings, count, types, pointers, lengths, formats, 0)
        }
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        // In a pipeline each command's results end with a null of their own, and the synchronisation is one more.
        for _ in 0..<2 { _ = try results(until: deadline) }
        _ = try results(until: deadline, isSync: true)
    }

    /// Prepares everything anew from now on: the tables have changed under what was prepared.
    func forget() {
        prepared.removeAll()
        _ = try? command("deallocate all", until: .now + .seconds(1))
    }

    private func prepare(_ text: String, _ parameters: [PostgresParameter], until deadline: ContinuousClock.Instant) throws -> String {
        let key = parameters.map { String($0.type) }.joined(separator: ",") + "|" + text
        if let name = prepared[key] { return name }
        if prepared.count >= Self.preparedLimit {
            try command("deallocate all", until: deadline)
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        guard PQsendPrepare(connection, name, text, Int32(parameters.count), parameters.map(\.type)) == 1 else { throw lost() }
        _ = try results(until: deadline)
        prepared[key] = name
        return name
    }

    private typealias Send = (
        Int32, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Int32

    private func send(_ parameters: [PostgresParameter], _ body: Send) throws {
        let types = parameters.map(\.type)
        let lengths = parameters.map { Int32($0.bytes?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: parameters.count)
        // All values one after the other in one piece of memory, so that their addresses hold while libpq copies them.
        var memory: [CChar] = []
        var offsets: [Int?] = []
        for parameter in parameters {
            offsets.append(parameter.bytes == nil ? nil : memory.count)
            memory += (parameter.bytes ?? []).map { CChar(bitPattern: $0) }
        }
        memory.append(0)
        let status = memory.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { offset in offset.flatMap { buffer.baseAddress?.advanced(by: $0) } }
            return body(Int32(parameters.count), types, pointers, lengths, formats)
        }
        guard status == 1 else { throw lost() }
    }

    private func results(until deadline: ContinuousClock.Instant, isSync: Bool = false) throws -> [PostgresResult] {
        var results: [PostgresResult] = []
        var fault: PostgresFault?
        while true {
            try PostgresWait.forAnswer(on: connection, until: deadline)
            guard let pointer = PQgetResult(connection) else { break }
            defer { PQclear(pointer) }
            switch PQresultStatus(pointer) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: results.append(try PostgresResult(pointer))
            case PGRES_PIPELINE_SYNC: if isSync { return results }
            case PGRES_PIPELINE_ABORTED: break
            default: fault = fault ?? PostgresFault.reading(pointer)
            }
        }
        if let fault { throw fault }
        return results
    }

    private func lost() -> PostgresFault {
        .connectionLost(reason: "the connection was lost")
    }
}
