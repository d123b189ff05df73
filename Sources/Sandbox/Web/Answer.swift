import HTTPTypes
import Hummingbird

/// What goes back over HTTP, before it is a response: rules make answers, the router sends them.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: String

    static func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"], body: value.text)
    }

    static func page(_ page: Page, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, headers: Page.headers, body: page.html.markup)
    }

    static func redirect(_ status: HTTPResponse.Status, to location: String) -> Answer {
        Answer(status: status, headers: [.location: location, .cacheControl: "no-store"], body: "")
    }

    var response: Response {
        Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
