/// `POST gmail/v1/users/{user}/messages/send`. There is no key against sending twice: every call that gets here sends.
struct GoogleMailSend: GoogleMethod {
    /// `me`, or the account's own address.
    let user: String
    let operation = "mail"
    let service = "gmail.googleapis.com"
    let scopes: [GoogleScope] = [.gmailSend, .gmailCompose]

    private static let fields: [String: GoogleField] = [
        "raw": .text, "threadId": .text, "id": .ignored, "labelIds": .ignored, "snippet": .ignored, "historyId": .ignored,
        "internalDate": .ignored, "payload": .ignored, "sizeEstimate": .ignored, "classificationLabelValues": .ignored,
    ]
    /// Of one mail, to `To`, `Cc` and `Bcc` together.
    private static let mostRecipients = 500

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        guard user == "me" || user.lowercased() == call.account.email.lowercased() else {
            throw GoogleFault(
                code: 403, message: "Delegation denied for \(call.account.email)", reason: "forbidden", status: "PERMISSION_DENIED")
        }
        let body = try call.body(Self.fields)
        let message = try message(body, from: call.account)
        let id = call.surroundings.randomHex(bytes: 8)
        let thread = try thread(body["threadId"]?.string, of: call.account, in: state) ?? id
        let messageID = message.messageID ?? "<\(call.surroundings.randomHex(bytes: 16))@mail.gmail.com>"
        state.mails.append(
            GoogleMail(
                id: id, threadID: thread, account: call.account.email, fromName: message.from?.name, to: message.to.map(\.email),
                cc: message.cc.map(\.email), bcc: message.bcc.map(\.email), subject: message.subject, messageID: messageID,
                text: message.text, html: message.html, attachments: message.attachments, sentAt: call.now.text))
        return .value(["id": .string(id), "threadId": .string(thread), "labelIds": ["SENT"]])
    }

    private func message(_ body: [String: JSON], from account: GoogleAccount) throws(GoogleFault) -> MIMEMessage {
        guard let raw = body["raw"]?.string, !raw.isEmpty else { throw .invalidArgument("'raw' RFC822 payload message string required") }
        guard let bytes = Base64URL.decoded(raw) else { throw .invalidArgument("Invalid value for ByteString: raw is not base64url") }
        let message: MIMEMessage
        do throws(MIMEError) {
            message = try MIMEMessage(bytes)
        } catch {
            throw .invalidArgument("Invalid message: \(error.reason)")
        }
        let count = message.to.count + message.cc.count + message.bcc.count
        guard count > 0 else { throw .invalidArgument("Recipient address required") }
        guard count <= Self.mostRecipients else { throw .invalidArgument("Too many recipients") }
        if let from = message.from, from.email.lowercased() != account.email.lowercased() {
            throw .invalidArgument("Invalid From header: it must be \(account.email)")
        }
        return message
    }

    private func thread(_ id: String?, of account: GoogleAccount, in state: GoogleState) throws(GoogleFault) -> String? {
        guard let id else { return nil }
        guard state.mails.contains(where: { $0.threadID == id && ($0.account == account.email || $0.isReceived(by: account.email)) }) else {
            throw GoogleFault(code: 404, message: "Requested entity was not found.", reason: "notFound", status: "NOT_FOUND")
        }
        return id
    }
}
