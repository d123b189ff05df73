import Foundation
import LiveSupport

/// Headless Chromium, driven by the WebDriver protocol (W3C) through chromedriver.
final class Chromium: Sendable {
    private let driver: Process
    private let wire: Wire
    private let session: String

    static let driverPath = "/usr/bin/chromedriver"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: driverPath) }

    /// - Parameter width: in CSS pixels, also below what a window could be.
    init(width: Int, height: Int) async throws {
        let port = try freePort()
        driver = Process()
        driver.executableURL = URL(filePath: Self.driverPath)
        driver.arguments = ["--port=\(port)"]
        driver.standardOutput = FileHandle.nullDevice
        driver.standardError = FileHandle.nullDevice
        try driver.run()
        wire = Wire(base: "http://127.0.0.1:\(port)")
        let wire = wire
        let deadline = ContinuousClock.now + .seconds(30)
        while (try? await wire.call("GET", "/status"))?.status != 200 {
            guard ContinuousClock.now < deadline else { throw LiveError("chromedriver did not start.") }
            try await Task.sleep(for: .milliseconds(100))
        }
        let options: [String: Any] = [
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"],
            "mobileEmulation": ["deviceMetrics": ["width": width, "height": height, "pixelRatio": 1.0, "mobile": false]],
        ]
        let reply = try await wire.call("POST", "/session", ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]], seconds: 60)
        guard let id = (reply.json["value"] as? [String: Any])?["sessionId"] as? String else {
            throw LiveError("Chromium did not start: \(reply.text.prefix(300))")
        }
        session = "/session/\(id)"
    }

    func quit() async throws {
        _ = try await wire.call("DELETE", session)
        // It takes no notice of a polite request.
        kill(driver.processIdentifier, SIGKILL)
        driver.waitUntilExit()
    }

    func open(_ address: String) async throws { _ = try await command("/url", ["url": address]) }

    var address: String {
        get async throws { try await wire.call("GET", session + "/url").json["value"] as? String ?? "" }
    }

    /// Runs a function body in the page.
    func script(_ body: String) async throws -> Any? {
        try await command("/execute/sync", ["script": body, "args": [Any]()])["value"]
    }

    func text() async throws -> String { try await script("return document.body.innerText") as? String ?? "" }

    func click(_ selector: String) async throws {
        _ = try await command("/element/\(try await element(selector))/click", [:])
    }

    func type(_ text: String, into selector: String) async throws {
        _ = try await command("/element/\(try await element(selector))/value", ["text": text])
    }

    func screenshot(to path: String) async throws {
        let image = try await wire.call("GET", session + "/screenshot").json["value"] as? String ?? ""
        try Data(base64Encoded: image)?.write(to: URL(filePath: path))
    }

    /// Waits until the page says so, for half a minute at the most.
    func wait(for text: String) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await !self.text().contains(text) {
            guard ContinuousClock.now < deadline else {
                throw LiveError("The page never said “\(text)”. At \(try await address) it says: \(try await self.text().prefix(500))")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func element(_ selector: String) async throws -> String {
        let found = try await command("/element", ["using": "css selector", "value": selector])["value"] as? [String: String]
        guard let id = found?.values.first else { throw LiveError("There is no \(selector) at \(try await address).") }
        return id
    }

    private func command(_ path: String, _ body: [String: Any]) async throws -> [String: Any] {
        let reply = try await wire.call("POST", session + path, body, seconds: 60)
        guard reply.status == 200 else { throw LiveError("WebDriver refused \(path): \(reply.text.prefix(300))") }
        return reply.json
    }
}
