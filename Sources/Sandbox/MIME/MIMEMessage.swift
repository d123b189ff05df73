import Foundation

/// A mail as a mail program reads it: RFC 5322 and RFC 2045 to the letter, so that a mistake shows before a real reader meets it.
struct MIMEMessage: Sendable {
    let from: MIMEAddress?
    let to: [MIMEAddress]
    let cc: [MIMEAddress]
    let bcc: [MIMEAddress]
    let subject: String
    /// With its angle brackets.
    let messageID: String?
    let text: String?
    let html: String?
    /// The file names of the other parts.
    let attachments: [String]

    init(_ bytes: [UInt8]) throws(MIMEError) {
        let entity = try MIMEEntity(MIMELines.lines(of: bytes)[...])
        let headers = entity.headers
        if headers["Content-Type"] != nil || headers["Content-Transfer-Encoding"] != nil {
            guard headers["MIME-Version"]?.wholeMatch(of: /[ \t]*1\.0[ \t]*/) != nil else {
                throw MIMEError("MIME-Version: 1.0 is missing")
            }
        }
        let senders = try headers["From"].map(MIMEAddress.list) ?? []
        guard senders.count < 2 else { throw MIMEError("From has more than one address") }
        from = senders.first
        to = try headers["To"].map(MIMEAddress.list) ?? []
        cc = try headers["Cc"].map(MIMEAddress.list) ?? []
        bcc = try headers["Bcc"].map(MIMEAddress.list) ?? []
        _ = try headers["Reply-To"].map(MIMEAddress.list)
        subject = try MIMEEncodedWords.decoded(headers["Subject"] ?? "")
        messageID = headers["Message-ID"]
        if let messageID, messageID.wholeMatch(of: /<[A-Za-z0-9!#$%&'*+\/=?^_`{|}~.-]+@[A-Za-z0-9!#$%&'*+\/=?^_`{|}~.-]+>/) == nil {
            throw MIMEError("Message-ID is not <LEFT@RIGHT>")
        }
        try Self.checkDate(headers["Date"])
        let leaves = entity.leaves
        let isInline = { (part: MIMEEntity) in part.headers["Content-Disposition"]?.lowercased().hasPrefix("attachment") != true }
        text = try leaves.first { $0.type.name == "text/plain" && isInline($0) }.map { part throws(MIMEError) in try part.text() }
        html = try leaves.first { $0.type.name == "text/html" && isInline($0) }.map { part throws(MIMEError) in try part.text() }
        attachments = try leaves.filter { !isInline($0) || !$0.type.name.hasPrefix("text/") }.map { part throws(MIMEError) in
            try Self.fileName(part)
        }
    }

    /// RFC 5322 section 3.3; a mail without a date gets one from the server.
    private static func checkDate(_ date: String?) throws(MIMEError) {
        let pattern =
            /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UT)/
        guard let date else { return }
        guard date.wholeMatch(of: pattern) != nil else { throw MIMEError("Date is not one of RFC 5322") }
    }

    private static func fileName(_ part: MIMEEntity) throws(MIMEError) -> String {
        let disposition = try part.headers["Content-Disposition"].map(MIMEMediaType.init)
        // RFC 2231 section 4: filename*=utf-8''caf%C3%A9.pdf
        if let name = disposition?.parameters["filename*"]?.split(separator: "'").last.flatMap({ String($0).removingPercentEncoding }) {
            return name
        }
        return disposition?.parameters["filename"] ?? part.type.parameters["name"] ?? part.type.name
    }
}
