import Accounts
import Domain
import HTTPTypes
import Hummingbird
import Live

/// `/events`: hints to a person's open pages, as server-sent events (WHATWG HTML, section 9.2).
struct EventsController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/events", use: follow)
    }

    /// Each event's data is one hint, such as `connections`. The stream ends with the session or token it was opened with. Where the person
    /// has as many open as one may have, there is no stream (204).
    @Sendable private func follow(request: Request, context: PersonContext) async throws -> Response {
        try request.refuseOtherSites()
        let (visitor, address) = (context.visitor, context.address)
        // With this answer a browser does not ask again (WHATWG HTML, section 9.2.3); the page looks by itself instead.
        guard product.live.hasRoom(for: visitor.person.id) else { return .noContent }
        let body = ResponseBody { writer in
            // Milliseconds until a browser that lost the stream opens it again.
            try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
            // Others may have come meanwhile: then this one ends, and is told when it asks again.
            guard let news = product.live.open(visitor.person.id) else { return try await writer.finish(nil) }
            defer { news.close() }
            for await hints in news {
                if hints.isEmpty || hints.contains(.sessions) {
                    guard try await isStillIn(visitor, address: address) else { break }
                }
                try await writer.write(ByteBuffer(string: Self.text(hints.subtracting([.sessions]))))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .accelBuffering: "no"], body: body
        )
    }

    /// A comment where there is nothing to tell.
    private static func text(_ hints: Set<Hint>) -> String {
        hints.isEmpty ? ": here\n\n" : hints.map(\.rawValue).sorted().map { "data: \($0)\n\n" }.joined()
    }

    /// Looking does not count as use: a page left open must not keep a session alive.
    private func isStillIn(_ visitor: Visitor, address: String?) async throws -> Bool {
        switch visitor.proof {
        case .session(_, let cookie): try await product.accounts.isAlive(cookie: cookie)
        case .token(let bearer): try await product.accounts.resolve(bearer: bearer, address: address) != nil
        }
    }
}
