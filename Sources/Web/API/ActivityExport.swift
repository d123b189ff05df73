import Domain
import Foundation
import Hummingbird

/// An activity log as a file: written as it is read, so that a long one needs no more memory than a short one.
struct ActivityExport: Sendable {
    typealias Reader = @Sendable (_ cursor: ActivityCursor?, _ limit: Int) async throws -> ActivitySlice

    let format: ActivityRequest.Format
    let limit: Int?
    /// `YYYY-MM-DD`, for the file's name.
    let day: String
    let read: Reader

    /// Lines read at a time, each time in a transaction of its own.
    private static let batch = 500

    /// The first lines are read before anything is answered, so that what goes wrong then has a status.
    func response(from cursor: ActivityCursor?) async throws -> Response {
        let first = try await read(cursor, min(limit ?? Self.batch, Self.batch))
        let name = "attachment; filename=\"activity-\(day).\(format.rawValue)\""
        let headers: HTTPFields = [.contentType: format.mediaType, .contentDisposition: name]
        return Response(status: .ok, headers: headers, body: ResponseBody(asyncSequence: Pieces(export: self, first: first)))
    }

    /// The file, a piece for each time lines are read.
    private struct Pieces: AsyncSequence, Sendable {
        let export: ActivityExport
        let first: ActivitySlice

        func makeAsyncIterator() -> Iterator {
            Iterator(export: export, ready: first, left: export.limit)
        }

        struct Iterator: AsyncIteratorProtocol {
            let export: ActivityExport
            /// What has been read and not been written.
            var ready: ActivitySlice?
            var left: Int?
            var hasBegun = false

            mutating func next() async throws -> ByteBuffer? {
                guard let slice = ready else { return nil }
                var piece = ByteBuffer(string: hasBegun ? "" : export.format.beginning)
                for entry in slice.entries {
                    try export.format.write(entry, isFirst: !hasBegun, to: &piece)
                    hasBegun = true
                }
                left = left.map { $0 - slice.entries.count }
                if let next = slice.next, left != 0 {
                    ready = try await export.read(next, Swift.min(left ?? ActivityExport.batch, ActivityExport.batch))
                } else {
                    try export.format.end(slice.next, to: &piece)
                    ready = nil
                }
                return piece
            }
        }
    }
}

extension ActivityRequest.Format {
    fileprivate var mediaType: String {
        switch self {
        case .json: "application/json; charset=utf-8"
        case .csv: "text/csv; charset=utf-8; header=present"
        }
    }

    fileprivate var beginning: String {
        switch self {
        case .json: #"{"activity":["#
        case .csv: CSV.record(["at", "kind", "provider", "cause", "address", "actor"])
        }
    }

    fileprivate func write(_ entry: Activity, isFirst: Bool, to file: inout ByteBuffer) throws {
        switch self {
        case .csv:
            let at = entry.at.formatted(.iso8601)
            file.writeString(
                CSV.record([at, entry.kind.rawValue, entry.provider?.rawValue, entry.cause, entry.address, entry.actor]))
        case .json:
            file.writeString(isFirst ? "\n" : ",\n")
            file.writeImmutableBuffer(try JSON.activity(entry).buffer())
        }
    }

    fileprivate func end(_ next: ActivityCursor?, to file: inout ByteBuffer) throws {
        guard self == .json else { return }
        file.writeString("\n],\"next_cursor\":")
        file.writeImmutableBuffer(try JSON.textOrNull(next?.text).buffer())
        file.writeString("}\n")
    }
}
