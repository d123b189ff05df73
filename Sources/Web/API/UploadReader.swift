import Domain
import Foundation
import Hummingbird
import Meetings

/// The ways a transcript can be handed to the API: in JSON, as the file itself, or in a form.
enum UploadReader {
    private struct Body: Decodable {
        var title: String?
        var heldAt: String?
        var timeZone: String?
        var transcript: String
    }

    /// Whether it is our own envelope: any `transcript` makes it one, so that a wrong type is told as such.
    private struct Envelope: Decodable {
        var transcript: AnyShape?
    }

    private struct AnyShape: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    static func read(_ request: Request, _ context: PersonContext) async throws -> Upload {
        if let form = context.site.form { return try upload(form) }
        switch MediaType.of(request) {
        case "application/json": return try await json(request)
        case "multipart/form-data": return try await multipart(request)
        case let type where type.hasPrefix("text/") || type == "application/octet-stream" || type.isEmpty || type == "application/x-subrip":
            return try await file(request)
        default: throw WebError.contentType(expected: "text/plain, text/vtt, application/json or multipart/form-data")
        }
    }

    /// Our own envelope, or the JSON of a speech-to-text tool, which is a transcript itself.
    private static func json(_ request: Request) async throws -> Upload {
        let bytes = try await BodyReader.bytes(of: request, limit: Meetings.uploadLimit * 2)
        guard let envelope = try? BodyReader.decode(bytes, as: Envelope.self), envelope.transcript != nil else {
            // A body that is no JSON at all is told so; JSON of another shape may be a transcript.
            _ = try BodyReader.decode(bytes, as: AnyShape.self)
            return try await described(request, bytes)
        }
        let body: Body = try BodyReader.decode(bytes)
        return Upload(bytes: Array(body.transcript.utf8), title: body.title, heldAt: try optionalTime(body.heldAt), timeZone: body.timeZone)
    }

    private static func file(_ request: Request) async throws -> Upload {
        try await described(request, BodyReader.bytes(of: request, limit: Meetings.uploadLimit))
    }

    private static func described(_ request: Request, _ bytes: [UInt8]) async throws -> Upload {
        Upload(
            bytes: bytes, title: try request.query("title"), heldAt: try optionalTime(request.query("held_at")),
            timeZone: try request.query("time_zone")
        )
    }

    private static func multipart(_ request: Request) async throws -> Upload {
        guard let boundary = HeaderParameters.value("boundary", in: request.headers[.contentType] ?? ""), (1...200).contains(boundary.count)
        else {
            throw WebError.malformed("The form is not encoded as a form should be.")
        }
        let bytes = try await BodyReader.bytes(of: request, limit: Meetings.uploadLimit + BodyReader.smallLimit)
        var upload = try upload(Form(multipart: bytes, boundary: boundary))
        if upload.title == nil { upload.title = try request.query("title") }
        return upload
    }

    /// From a form of ours or of a program: a file, or pasted text; the day alone means its noon.
    static func upload(_ form: Form) throws -> Upload {
        try upload(form, file: form.file)
    }

    /// - Parameter file: one of the form's; `nil` takes the pasted text.
    static func upload(_ form: Form, file: Form.File?) throws -> Upload {
        let zone = form["time_zone"].flatMap { $0.isEmpty ? nil : $0 }
        let name = file.map { FileName($0.name, timeZone: zone.flatMap(TimeZone.init(identifier:)) ?? .gmt) }
        let given = form.text("title")
        let pasted = form["transcript"] ?? form["text"]
        guard let bytes = file?.bytes ?? pasted.map({ Array($0.utf8) }) else {
            throw WebError.malformed("Choose a transcript file, or paste its text.")
        }
        let time = try optionalTime(form["held_at"]) ?? LocalTime.date(form["held_local"], in: zone ?? "")
        let heldAt = try time ?? day(form["held_on"], zone: zone) ?? name?.heldAt
        return Upload(
            bytes: bytes, title: given.isEmpty ? name?.title : given, heldAt: heldAt, isDayOnly: time == nil, timeZone: zone)
    }

    static func optionalTime(_ text: String?) throws(WebError) -> Date? {
        guard let text, !text.isEmpty else { return nil }
        let whole = try? Date.ISO8601FormatStyle(includingFractionalSeconds: false).parse(text)
        let fractional = try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)
        guard let date = whole ?? fractional, abs(date.timeIntervalSince1970) < 1e11 else {
            throw WebError.malformed("Write the time of the meeting as in 2026-11-20T10:00:00Z.")
        }
        return date
    }

    private static func day(_ text: String?, zone: String?) throws -> Date? {
        guard let day = try ItemBody.day(text) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone.flatMap(TimeZone.init(identifier:)) ?? .gmt
        return calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day, hour: 12))
    }
}
