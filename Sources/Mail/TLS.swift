import NIOSSL

/// TLS towards a mail server: its certificate has to be good for its name.
enum TLS {
    static func handler(_ host: String, _ trust: NIOSSLTrustRoots) throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = trust
        configuration.minimumTLSVersion = .tlsv12
        let context = try NIOSSLContext(configuration: configuration)
        // An address is no name to ask for, but is checked all the same.
        let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }
}
