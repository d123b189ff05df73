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
                destination: "google.event", objection: Google.objectionToEvent, deliver: Google.event, choices: Google.calendars,
                choiceLabel: "Events go to"
            ),
            Operation(
                id: "save_document", title: "Save documents", scopes: [[Google.ownFiles], [Google.files]], destination: "google.document",
                subject: .meeting, objection: Google.objectionToItem, deliver: Google.document
            ),
            Operation(
                id: "send_mail", title: "Send mail", scopes: [[Google.sendMail], [Google.compose], [Google.modify], [Google.allMail]],
                destination: "google.mail", subject: .meeting, isOptIn: true, takesRecipients: true, objection: Google.objectionToItem,
                deliver: Google.mail
            ),
        ]
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

    static let objectionToEvent: @Sendable (Order.Subject) -> String? = { subject in
        guard case .item(let item) = subject else { return "An event is made of an action item, not of a whole meeting." }
        return item.dueOn == nil ? "An event needs a day, and this item has no due date." : nil
    }

    /// The person's own calendars where the grant covers listing them; otherwise the one every account has.
    static let calendars: @Sendable (Access, String?, String?) -> Conversation<ChoicePage> = { access, search, cursor in
        let primary = Choice(id: "primary", name: "Your main calendar")
        let listing = ["calendar", "calendar.readonly", "calendar.calendarlist", "calendar.calendarlist.readonly"]
        guard !access.scopes.isDisjoint(with: listing.map { "https://www.googleapis.com/auth/" + $0 }) else {
            return .done(ChoicePage(choices: [primary]))
        }
        let query = [("minAccessRole", "owner"), ("maxResults", "100")] + (cursor.map { [("pageToken", $0)] } ?? [])
        return .single(
            api.call(.get, "/calendar/v3/users/me/calendarList", query: query, token: access.token) { answer throws(ProviderError) in
                let page: CalendarPage = try answer.json()
                let found = (page.items ?? []).map { $0.primary == true ? primary : Choice(id: $0.id, name: $0.summary ?? $0.id) }
                return ChoicePage(
                    choices: found.filter { $0.matches(search) }, next: page.nextPageToken
                )
            }
        )
    }

    /// Our identifier names the event; Google does not promise to notice a collision, so a second attempt looks first.
    static let event: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard let item = order.item, let day = item.dueOn else {
            return .failed(.refused(reason: objectionToEvent(order.subject) ?? "An event needs a day."))
        }
        guard !order.isFirstAttempt else { return insert(order, item, day, access) }
        return .ask(
            find(order, day, access).map { found throws(ProviderError) in found.map { .done($0) } ?? insert(order, item, day, access) }
        )
    }

    private static func insert(_ order: Order, _ item: ActionItem, _ day: Day, _ access: Access) -> Conversation<Receipt> {
        let lines = [item.owner.map { "Owner: \($0)" }, Provenance(order).text].compactMap(\.self)
        let body: JSONValue = [
            "id": .text(eventID(order)), "summary": .text(item.title), "start": ["date": .text(day.description)],
            // The end is the first day that is not in it any more.
            "end": ["date": .text(DayText.next(day).description)], "transparency": "transparent",
            "description": .text(lines.map(HTML.escape).joined(separator: "\n\n")),
            "extendedProperties": ["private": ["delivery": .text(order.objectID)]],
        ]
        let call: Call<Receipt?> = api.call(
            .post, eventsPath(order), query: [("sendUpdates", "none")], payload: .json(body), token: access.token,
            recover: { $0.status == 409 ? .some(nil) : nil },
            read: { answer throws(ProviderError) in receipt(try answer.json(), day) }
        )
        return .ask(
            call.map { made throws(ProviderError) in
                if let made { return .done(made) }
                let existing = find(order, day, access).map { found throws(ProviderError) -> Receipt in
                    guard let found else { throw .later(after: nil, reason: "Google knows this event and does not show it yet.") }
                    return found
                }
                return .single(existing)
            }
        )
    }

    /// One that the person has deleted since is still found, as cancelled, and counts: it is not made a second time.
    private static func find(_ order: Order, _ day: Day, _ access: Access) -> Call<Receipt?> {
        api.call(
            .get, eventsPath(order) + "/" + eventID(order), token: access.token,
            recover: { answer in
                switch answer.status {
                case 404: .some(nil)
                case 410: receipt(Event(htmlLink: nil), day)
                default: nil
                }
            },
            read: { answer throws(ProviderError) in receipt(try answer.json(), day) }
        )
    }

    private static func receipt(_ event: Event, _ day: Day) -> Receipt? {
        Receipt(name: "Event on \(DayText.short(day))", url: event.htmlLink)
    }

    private static func eventID(_ order: Order) -> String { order.objectID.replacing("-", with: "") }

    private static func eventsPath(_ order: Order) -> String {
        "/calendar/v3/calendars/\(FormEncoding.escape(order.choice?.id ?? "primary"))/events"
    }

    static let objectionToItem: @Sendable (Order.Subject) -> String? = { subject in
        subject == .meeting ? nil : "This is made of a whole meeting, not of one action item."
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
        let minutes = Minutes(order.meeting)
        let message = MailMessage(
            from: sender, to: recipients, subject: "Notes: " + order.meeting.title, id: "\(order.objectID)@\(sender?.host ?? "gmail.com")",
            date: order.attemptAt, text: minutes.text, html: minutes.html, boundary: "=_\(eventID(order))"
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
        let boundary = "notes-" + eventID(order)
        let head = "--\(boundary)\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
        let middle = "\r\n--\(boundary)\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n"
        let bytes =
            Array(head.utf8) + JSONBody.encode(metadata) + Array((middle + Minutes(order.meeting).html + "\r\n--\(boundary)--\r\n").utf8)
        return api.call(
            .post, "/upload/drive/v3/files", query: [("uploadType", "multipart"), ("fields", "id,name,webViewLink")],
            payload: Payload(type: "multipart/related; boundary=\(boundary)", bytes: bytes), token: access.token
        ) { answer throws(ProviderError) in receipt(try answer.json()) }
    }

    private static func receipt(_ file: File) -> Receipt {
        Receipt(name: file.name, url: file.webViewLink ?? "https://docs.google.com/document/d/\(file.id)/edit")
    }
}

private struct Account: Decodable {
    var sub: String
    var email: String?
    var name: String?
}

private struct CalendarPage: Decodable {
    var items: [Entry]?
    var nextPageToken: String?

    struct Entry: Decodable {
        var id: String
        var summary: String?
        var primary: Bool?
    }
}

private struct Event: Decodable { var htmlLink: String? }
private struct Sent: Decodable { var threadId: String }
private struct FilePage: Decodable { var files: [File] }

private struct File: Decodable {
    var id: String
    var name: String
    var webViewLink: String?
}
