/// A piece of a long list; the token that asks for the next one says where it begins.
struct GooglePage: Sendable {
    let range: Range<Int>
    let next: String?

    init(_ token: String?, size: Int, of count: Int) throws(GoogleFault) {
        let start: Int
        if let token {
            guard let bytes = Base64URL.decoded(token), let place = Int(String(decoding: bytes, as: UTF8.self)), 0..<max(count, 1) ~= place
            else {
                throw .invalid(parameter: "pageToken")
            }
            start = place
        } else {
            start = 0
        }
        range = start..<min(start + size, count)
        next = range.upperBound < count ? Base64URL.encoded(String(range.upperBound).utf8) : nil
    }
}
