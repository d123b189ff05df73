import Accounts
import Connections
import Deliveries
import Domain
import Hummingbird
import Logging
import Meetings
import Transcripts

/// The one place where an error becomes a status and a sentence for people.
struct Errors: RouterMiddleware {
    typealias Context = SiteContext

    let pages: Pages

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        do {
            return try await next(request, context)
        } catch WebError.signInNeeded where request.wantsPage && request.method == .get {
            return .seeOther("/login?next=" + Query.escape(Self.path(request)))
        } catch {
            let problem = Problem(error)
            if problem.status.kind == .serverError {
                context.logger.error("Request failed", metadata: ["error": "\(error)", "path": "\(request.loggedPath)"])
            }
            return try request.wantsPage ? pages.error(problem, context: context) : problem.response(reference: context.id)
        }
    }

    /// Where to go on after logging in. A callback's query holds a code and is left behind.
    private static func path(_ request: Request) -> String {
        request.uri.path.hasSuffix("/callback") ? "/settings/integrations" : request.uri.path
    }
}

/// What is told about an error (RFC 9457).
struct Problem: Sendable {
    var status: HTTPResponse.Status
    /// For the person: what happened, what to do.
    var detail: String
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ detail: String, headers: HTTPFields = [:]) {
        self.status = status
        self.detail = detail
        self.headers = headers
    }

    init(_ error: any Error) {
        self =
            switch error {
            case let error as WebError: Problem(web: error)
            case let error as AccountError: Problem(account: error)
            case let error as MeetingError: Problem(meeting: error)
            case let error as DeliveryError: Problem(delivery: error)
            case let error as ConnectionError: Problem(connection: error)
            case let refusal as PhoneLinkRefusal: Problem(phoneLink: refusal)
            case let error as HTTPError where error.status == .notFound: Problem(web: .noSuchPage)
            case let error as any HTTPResponseError where error.status.kind == .clientError:
                Problem(error.status, "The request could not be read.")
            case let error as any PassingFault where error.isPassing:
                Problem(
                    .serviceUnavailable, "This server cannot reach its database just now. Nothing was changed; try again in a moment.",
                    headers: [.retryAfter: "5"])
            default: Problem(.internalServerError, "This server had a fault of its own. Nothing you sent was changed; try again.")
            }
    }

    func response(reference: String) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        let body: JSON = [
            "type": "about:blank", "title": .text(status.reasonPhrase), "status": .count(status.code), "detail": .text(detail),
            "reference": .text(reference),
        ]
        return Response(status: status, headers: headers, body: .init(byteBuffer: try body.buffer()))
    }
}

extension Problem {
    private init(web error: WebError) {
        self =
            switch error {
            case .signInNeeded:
                Problem(.unauthorized, "Log in, or send a token as “Authorization: Bearer …”.", headers: [.wwwAuthenticate: "Bearer"])
            case .wrongToken:
                Problem(
                    .unauthorized, "This token is not valid, or not any more.",
                    headers: [.wwwAuthenticate: #"Bearer error="invalid_token""#])
            case .operatorNeeded: Problem(.forbidden, "Only the operator of this server may do this.")
            case .foreignOrigin: Problem(.forbidden, "This request did not come from a page of this server, so it was refused.")
            case .formExpired: Problem(.forbidden, "This page was open for too long, or you logged in meanwhile. Reload it and try again.")
            case .noSuchPage: Problem(.notFound, "There is nothing at this address.")
            case .methodNotAllowed(let allowed):
                Problem(.methodNotAllowed, "This address does not take that kind of request.", headers: [.allow: allowed])
            case .bodyTooLarge(let limit): Problem(.contentTooLarge, "That is too large: at most \(Self.size(limit)) are taken here.")
            case .bodyTooSlow: Problem(.requestTimeout, "The request took too long to arrive.")
            case .contentType(let expected): Problem(.unsupportedMediaType, "Send this as \(expected).")
            case .malformed(let detail): Problem(.badRequest, detail)
            case .invalid(let detail): Problem(.unprocessableContent, detail)
            }
    }

    private init(account error: AccountError) {
        self =
            switch error {
            case .wrongCredentials: Problem(.unauthorized, error.message)
            case .wrongPassword, .wrongSetupCode, .ownersOnly, .adminsOnly, .invitationOfAnother: Problem(.forbidden, error.message)
            case .noSuchOrganisation, .noSuchMember, .noSuchInvitation: Problem(.notFound, error.message)
            case .alreadyMember, .lastOwner, .tooManyOrganisations, .tooManyInvitations: Problem(.conflict, error.message)
            case .unknownEmail, .lastOperator: Problem(.unprocessableContent, error.message)
            case .emailTaken: Problem(.conflict, error.message)
            case .tooManyAttempts(let seconds): Problem(.tooManyRequests, error.message, headers: [.retryAfter: "\(seconds)"])
            case .busy: Problem(.serviceUnavailable, error.message, headers: [.retryAfter: "2"])
            case .identityUnavailable: Problem(.serviceUnavailable, error.message, headers: [.retryAfter: "60"])
            case .invalidName, .invalidEmail, .invalidTimeZone, .invalidTokenName, .invalidOrganisationName, .weakPassword:
                Problem(.badRequest, error.message)
            }
    }

    private init(meeting error: MeetingError) {
        let status: HTTPResponse.Status =
            switch error {
            case .busy: .serviceUnavailable
            case .noSuchMeeting, .noSuchItem: .notFound
            case .underWay, .alreadySent, .sentApart, .mergedAlready, .notMerged, .followUpSent: .conflict
            case .tooFewToMerge: .unprocessableContent
            case .transcript(let error): Self.status(error)
            case .invalidTitle, .invalidOwner, .invalidTimeZone, .invalidStart, .invalidLength: .badRequest
            }
        self.init(status, error.message, headers: error == .busy ? [.retryAfter: "30"] : [:])
    }

    private static func status(_ error: TranscriptError) -> HTTPResponse.Status {
        if case .tooLarge = error { return .contentTooLarge }
        return .unprocessableContent
    }

    private init(delivery error: DeliveryError) {
        let status: HTTPResponse.Status =
            switch error {
            case .noSuchMeeting, .noSuchItem, .noSuchDelivery: .notFound
            case .unknownDestination, .itemNotSent, .ofMeeting, .noFollowUp, .notOfFollowUp, .notAccepted, .placeNeeded, .recipientsNeeded,
                .noRecipients,
                .invalidRecipient, .tooManyRecipients:
                .unprocessableContent
            case .merged, .cannotRetry, .cannotCancel, .cannotConfirm, .changedMeanwhile: .conflict
            }
        self.init(status, error.message)
    }

    private init(connection error: ConnectionError) {
        let status: HTTPResponse.Status =
            switch error {
            case .unknownProvider: .notFound
            case .notConfigured, .httpsNeeded, .notConnected, .needsReconnect, .notOffered, .scopeMissing, .noReplacement: .conflict
            case .noSuchChoice, .noSuchOperation, .refused: .unprocessableContent
            case .notGenuine: .unauthorized
            case .unreadableMessage, .invalidApplication: .badRequest
            case .applicationRefused: .unprocessableContent
            case .setByEnvironment: .conflict
            case .noSuchOrganisation: .notFound
            case .ownersOnly: .forbidden
            case .later, .uncertain, .partly: .serviceUnavailable
            case .authorization: .badRequest
            }
        self.init(status, error.message)
    }

    private init(phoneLink refusal: PhoneLinkRefusal) {
        self =
            switch refusal {
            case .unknown: Problem(.notFound, refusal.message)
            case .used, .expired, .replaced: Problem(.gone, refusal.message)
            case .ofAnother: Problem(.forbidden, refusal.message)
            case .tooMany(let seconds): Problem(.tooManyRequests, refusal.message, headers: [.retryAfter: "\(seconds)"])
            }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes >> 10) KB"
    }
}
