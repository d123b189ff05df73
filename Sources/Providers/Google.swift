import Domain
import Foundation
import HTTPTypes

extension Provider {
    /// Google Workspace and private accounts: events in the calendar, mail, documents.
    ///
    /// <https://developers.google.com/identity/protocols/oauth2/web-server>
    package static let google = Provider(
        id: "google", name: "Google", purpose: "Events, mails and documents from your meetings",
        authorize: AuthorizeEndpoint(
            "https://accounts.google.com/o/oauth2/v2/auth",
            scopes: ["openid", "email", Google.sendMail, Google.ownEvents, Google.ownFiles], essential: ["openid", "email"],
            // Without `consent` there is a refresh token only the very first time.
            extra: ["access_type": "offline", "prompt": "consent"], reconnecting: ["prompt": "consent select_account"],
            adding: ["include_granted_scopes": "true"], hint: "login_hint", accumulates: true, issuer: "https://accounts.google.com"
        ),
        tokens: TokenEndpoint("https://oauth2.googleapis.com/token", rotates: false),
        revoke: RevokeEndpoint(sharesGrant: true) { _, token in Google.revoke(token) },
        identify: { .single(Google.account($0)) },
        operations: [
            Operation(
                id: "create_event", title: "Create events", scopes: [[Google.ownEvents], [Google.events], [Google.calendar]],
                destination: "google.event", takesFollowUp: true, objection: GoogleCalendar.objection, deliver: GoogleCalendar.event,
                choices: GoogleCalendar.calendars, choiceLabel: "Events go to"
            ),
            Operation(
                id: "save_document", title: "Save documents", scopes: [[Google.ownFiles], [Google.files]], destination: "google.document",
                subject: .meeting, deliver: Google.document
            ),
            Operation(
                id: "send_mail", title: "Send mail", scopes: [[Google.sendMail], [Google.compose], [Google.modify], [Google.allMail]],
                destination: "google.mail", subject: .meeting, isOptIn: true, takesRecipients: true,
                deliver: Google.mail
            ),
        ], registration: .google
    )
}

private enum Google {
    static let sendMail = "https://www.googleapis.com/auth/gmail.send"
    static let compose = "https://www.googleapis.com/auth/gmail.compose"
    static let modify = "https://www.googleapis.com/auth/gmail.modify"
    static let allMail = "https://mail.google.com/"
    static let ownEvents = "https://www.googleapis.com/auth/calendar.events.owned"
    static let events = "https://www.googleapis.com/auth/calendar.events"
    static let calendar = "https://www.googleapis.com/auth/calendar"
    static let ownFiles = "https://www.googleapis.com/auth/drive.file"
    static let files = "https://www.googleapis.com/auth/drive"

    private static let api = REST(base: "https://www.googleapis.com", meaning: GoogleFault.meaning)

    /// Google takes the token alone and ends with it everything this account has granted to this application.
    static func revoke(_ token: Secret) -> Call<RevocationState> {
        var request = HTTPRequest.to("https://oauth2.googleapis.com/revoke")
        request.headerFields[.contentType] = "application/x-www-form-urlencoded"
        let body = Array(FormEncoding.encode([("token", token.reveal())]).utf8)
        return Call(request, body: body, effect: .repeatable) { answer throws(ProviderError) in
            try RevokeEndpoint.state(answer, gone: [400])
        }
    }

    static func account(_ access: Access) -> Call<Identity> {
        let api = REST(base: "https://openidconnect.googleapis.com", meaning: GoogleFault.meaning)
        return api.call(.get, "/v1/userinfo", token: access.token) { answer throws(ProviderError) in
            let account: Account = try answer.json()
            return Identity(accountID: account.sub, account: account.email ?? account.name ?? account.sub)
        }
    }

    /// Gmail has no key that would make a repetition harmless, and with the right to send alone nothing can be looked up.
    static let mail: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard !order.isReconciliation else { return .failed(.uncertain) }
        let recipients = order.recipients.compactMap { AddrSpec($0) }
        guard !recipients.isEmpty else { return .failed(.refused(reason: "Choose first who is to get the mail.")) }
        guard recipients.count == order.recipients.count else {
            return .failed(.refused(reason: "One of the chosen recipients is not a mail address. Correct it and send again."))
        }
        let sender = access.identity.flatMap { AddrSpec($0.account) }
        let minutes = Minutes(order)
        let message = MailMessage(
            from: sender, to: recipients, subject: "Notes: " + order.meeting.title, id: "\(order.objectID)@\(sender?.host ?? "gmail.com")",
            date: order.attemptAt, text: minutes.text, html: minutes.html, boundary: "=_\(hex(order))"
        )
        let api = REST(base: "https://gmail.googleapis.com", meaning: GoogleFault.meaning)
        let payload = Payload.json(["raw": .text(Base64URL.encode(message.bytes))])
        return .single(
            api.call(.post, "/gmail/v1/users/me/messages/send", payload: payload, token: access.token, effect: .once) {
                answer throws(ProviderError) in
                let sent: Sent = try answer.json()
                let others = recipients.count > 1 ? " and \(recipients.count - 1) more" : ""
                let account = sender.map { "?authuser=" + FormEncoding.escape($0.text) } ?? ""
                return Receipt(
                    name: "Mail to \(recipients[0])\(others)", url: "https://mail.google.com/mail/u/\(account)#all/\(sent.threadId)")
            }
        )
    }

    /// Converted documents take no identifier of ours, so it stands in a property only we see, and a second attempt looks for it first.
    static let document: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard !order.isFirstAttempt else { return .single(upload(order, access)) }
        let query = [
            ("q", "appProperties has { key='delivery' and value='\(order.objectID)' }"), ("spaces", "drive"), ("pageSize", "1"),
            ("fields", "files(id,name,webViewLink)"),
        ]
        return .ask(
            api.call(.get, "/drive/v3/files", query: query, token: access.token) { answer throws(ProviderError) in
                let page: FilePage = try answer.json()
                return page.files.first.map { .done(receipt($0)) } ?? .single(upload(order, access))
            }
        )
    }

    private static func upload(_ order: Order, _ access: Access) -> Call<Receipt> {
        let metadata: JSONValue = [
            "name": .text("\(order.meeting.title) – \(order.meeting.day)"), "mimeType": "application/vnd.google-apps.document",
            "appProperties": ["delivery": .text(order.objectID)],
        ]
        let boundary = "notes-" + hex(order)
        let head = "--\(boundary)\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
        let middle = "\r\n--\(boundary)\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n"
        let bytes =
            Array(head.utf8) + JSONBody.encode(metadata) + Array((middle + Minutes(order).html + "\r\n--\(boundary)--\r\n").utf8)
        return api.call(
            .post, "/upload/drive/v3/files", query: [("uploadType", "multipart"), ("fields", "id,name,webViewLink")],
            payload: Payload(type: "multipart/related; boundary=\(boundary)", bytes: bytes), token: access.token
        ) { answer throws(ProviderError) in receipt(try answer.json()) }
    }

    private static func hex(_ order: Order) -> String { order.objectID.replacing("-", with: "") }

    private static func receipt(_ file: File) -> Receipt {
        Receipt(name: file.name, url: file.webViewLink ?? "https://docs.google.com/document/d/\(file.id)/edit")
    }
}

private struct Account: Decodable {
    var sub: String
    var email: String?
    var name: String?
}

private struct Sent: Decodable { var threadId: String }
private struct FilePage: Decodable { var files: [File] }

private struct File: Decodable {
    var id: String
    var name: String
    var webViewLink: String?
}
