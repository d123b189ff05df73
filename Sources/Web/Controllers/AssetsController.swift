import Foundation
import Hummingbird

/// `/assets/{fingerprint}/{file}`: style, scripts and pictures, from memory, and compressed for whoever takes that. Pages are not: the size of
/// a compressed page would tell of the secrets in it, whoever can choose what else it says (BREACH).
struct AssetsController: Sendable {
    let library: AssetLibrary

    func addRoutes(to router: some RouterMethods<SiteContext>) {
        router.get("/assets/:fingerprint/:file", use: show)
        router.get("/favicon.ico", use: icon)
    }

    @Sendable private func show(request: Request, context: SiteContext) async throws -> Response {
        let isCurrent = library.address.hasSuffix("/" + (try context.parameters.require("fingerprint")))
        return try answer(
            try context.parameters.require("file"), to: request,
            caching: isCurrent ? "public, max-age=31536000, immutable" : "no-cache"
        )
    }

    @Sendable private func icon(request: Request, context: SiteContext) async throws -> Response {
        try answer("favicon.svg", to: request, caching: "public, max-age=86400")
    }

    private func answer(_ name: String, to request: Request, caching: String) throws -> Response {
        guard let asset = library.asset(name) else { throw WebError.noSuchPage }
        var headers: HTTPFields = [.contentType: asset.contentType, .cacheControl: caching, .vary: "Accept-Encoding"]
        guard let compressed = asset.compressed, Self.takesGzip(request) else {
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: asset.bytes))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: compressed))
    }

    /// Whether it is among what `Accept-Encoding` names (RFC 9110, 12.5.3), and not by a weight of zero.
    private static func takesGzip(_ request: Request) -> Bool {
        let wishes = request.headers[values: .acceptEncoding].flatMap { $0.lowercased().split(separator: ",") }
        return wishes.contains { wish in
            let parts = wish.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return parts.first == "gzip" && weight > 0
        }
    }
}
