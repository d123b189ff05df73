import Hummingbird

/// `/assets/{fingerprint}/{file}`: style, scripts and pictures, from memory.
struct AssetsController: Sendable {
    let library: AssetLibrary

    func addRoutes(to router: some RouterMethods<SiteContext>) {
        router.get("/assets/:fingerprint/:file", use: show)
        router.get("/favicon.ico", use: icon)
    }

    @Sendable private func show(request: Request, context: SiteContext) async throws -> Response {
        let isCurrent = library.address.hasSuffix("/" + (try context.parameters.require("fingerprint")))
        return try answer(
            try context.parameters.require("file"), caching: isCurrent ? "public, max-age=31536000, immutable" : "no-cache"
        )
    }

    @Sendable private func icon(request: Request, context: SiteContext) async throws -> Response {
        try answer("favicon.svg", caching: "public, max-age=86400")
    }

    private func answer(_ name: String, caching: String) throws -> Response {
        guard let asset = library.asset(name) else { throw WebError.noSuchPage }
        return Response(
            status: .ok, headers: [.contentType: asset.contentType, .cacheControl: caching], body: .init(byteBuffer: asset.bytes)
        )
    }
}
