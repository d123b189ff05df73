// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Tests use what the parts they test give back without naming every module it comes from.
let testing: [SwiftSetting] = Array(strict.prefix(2) + strict.suffix(2))

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "meeting-intelligence",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "meeting-intelligence", targets: ["MeetingIntelligence"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.0"),
    ],
    targets: [
        .target(name: "Domain", dependencies: [crypto], swiftSettings: strict),
        .target(name: "Transcripts", dependencies: ["Domain"], swiftSettings: strict),
        .target(name: "Vault", dependencies: ["Domain", crypto, cryptoExtras], swiftSettings: strict),
        .target(name: "Providers", dependencies: ["Domain", httpTypes], swiftSettings: strict),
        .target(name: "Storage", dependencies: ["Domain"], swiftSettings: strict),
        .target(name: "StorageSQLite", dependencies: ["Domain", "Storage", grdb], swiftSettings: strict),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "StoragePostgres", dependencies: ["Domain", "Storage", "CPostgres"], swiftSettings: strict),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .target(name: "Accounts", dependencies: ["Domain", "Storage", "CArgon2", jwt, logging], swiftSettings: strict),
        .target(
            name: "Connections", dependencies: ["Domain", "Vault", "Providers", "Storage", httpTypes, logging, serviceLifecycle],
            swiftSettings: strict
        ),
        .target(name: "Mail", dependencies: ["Domain", nioCore, nioPosix, nioSSL], swiftSettings: strict),
        .target(
            name: "Meetings", dependencies: ["Domain", "Transcripts", "Storage"], resources: [.copy("Samples")], swiftSettings: strict),
        .target(
            name: "Deliveries", dependencies: ["Domain", "Providers", "Storage", "Connections", logging, serviceLifecycle],
            swiftSettings: strict
        ),
        .target(
            name: "Web",
            dependencies: [
                "Domain", "Accounts", "Meetings", "Connections", "Deliveries", "Live", "Gzip", "QRCode", "Transcripts", httpTypes,
                hummingbird,
                logging,
                mustache,
            ],
            resources: [.copy("Assets"), .copy("OpenAPI"), .copy("Templates"), .copy("Texts")],
            swiftSettings: strict
        ),
        .target(name: "Live", dependencies: ["Domain", "Storage", serviceLifecycle], swiftSettings: strict),
        .systemLibrary(name: "CQrencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .target(name: "QRCode", dependencies: ["CQrencode", "CPNG"], swiftSettings: strict),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Gzip", dependencies: ["CZlib"], swiftSettings: strict),
        .target(name: "Sandbox", dependencies: [crypto, httpTypes, hummingbird], swiftSettings: strict),
        .executableTarget(
            name: "MeetingIntelligence",
            dependencies: [
                "Domain", "Transcripts", "Vault", "Providers", "Storage", "StorageSQLite", "StoragePostgres", "Accounts", "Connections",
                "Mail",
                "Meetings",
                "Deliveries",
                "Live",
                "Web", "Sandbox", argumentParser, asyncHTTPClient, configuration, httpTypes, hummingbird, logging, nioCore, nioHTTP1,
                nioPosix, serviceLifecycle, systemPackage,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Support",
            dependencies: [
                "Domain", "Vault", "Providers", "Storage", "StorageSQLite", "StoragePostgres", "Accounts", "Connections", "Meetings",
                "Deliveries", "Live", "Web", "Sandbox",
                crypto, cryptoExtras, httpTypes, hummingbird, logging, nioEmbedded,
            ],
            path: "Tests/Support", swiftSettings: strict
        ),
        .target(
            name: "LiveSupport", dependencies: [asyncHTTPClient, nioCore, nioHTTP1], path: "Tests/LiveSupport", swiftSettings: testing
        ),
        .testTarget(name: "ArchitectureTests", dependencies: ["Domain", "Providers", "Storage"], swiftSettings: testing),
        .testTarget(name: "GzipTests", dependencies: ["Gzip"], swiftSettings: testing),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: testing),
        .testTarget(name: "VaultTests", dependencies: ["Support", "Domain", "Vault"], swiftSettings: testing),
        .testTarget(name: "ProviderTests", dependencies: ["Domain", "Providers", httpTypes], swiftSettings: testing),
        .testTarget(
            name: "StorageTests", dependencies: ["Support", "Domain", "Storage", "StorageSQLite", "StoragePostgres"], swiftSettings: testing
        ),
        .testTarget(name: "MailTests", dependencies: ["Domain", "Mail", nioCore, nioPosix, nioSSL], swiftSettings: testing),
        .testTarget(
            name: "AccountsTests", dependencies: ["Support", "Domain", "Accounts", "Storage", cryptoExtras, jwt], swiftSettings: testing),
        .testTarget(name: "MeetingsTests", dependencies: ["Support", "Meetings"], swiftSettings: testing),
        .testTarget(name: "LiveTests", dependencies: ["Support", "Domain", "Live", "Storage"], swiftSettings: testing),
        .testTarget(name: "QRCodeTests", dependencies: ["QRCode", "LiveSupport"], swiftSettings: testing),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "LiveSupport", "MeetingIntelligence", "Domain", "Vault", "Providers", httpTypes, hummingbird, nioCore, nioPosix,
            ],
            swiftSettings: testing),
        .testTarget(
            name: "EnduranceTests",
            dependencies: [
                "LiveSupport", "Support", "MeetingIntelligence", "Domain", "Vault", "Providers", "Storage", "StorageSQLite", "Connections",
                "Deliveries", "Sandbox", asyncHTTPClient, httpTypes, hummingbird,
            ],
            swiftSettings: testing),
        .testTarget(name: "BrowserTests", dependencies: ["LiveSupport", "MeetingIntelligence"], swiftSettings: testing),
        .testTarget(name: "TranscriptTests", dependencies: ["Domain", "Transcripts"], swiftSettings: testing),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox", crypto, hummingbird, hummingbirdTesting], swiftSettings: testing),
        .testTarget(
            name: "ConnectionsTests", dependencies: ["Support", "Domain", "Connections", "Storage", "Vault"], swiftSettings: testing),
        .testTarget(name: "DeliveriesTests", dependencies: ["Support", "Domain", "Deliveries", "Storage"], swiftSettings: testing),
        .testTarget(
            name: "WebTests",
            dependencies: ["Support", "LiveSupport", "Domain", "Live", "Meetings", "Web", "Providers", "Storage", httpTypes, hummingbird],
            swiftSettings: testing),
    ],
    swiftLanguageModes: [.v6]
)
