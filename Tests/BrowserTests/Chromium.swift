import Foundation
import LiveSupport

/// Headless Chromium, driven by the WebDriver protocol (W3C) through chromedriver.
final class Chromium: Sendable {
    private let driver: Process
    private let wire: Wire
    private let session: String
    private let runsScripts: Bool

    static let driverPath = "/usr/bin/chromedriver"
    /// The folder for pictures; `nil` where none are asked for.
    static let pictures = ProcessInfo.processInfo.environment["SCREENSHOTS"]
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: driverPath) }

    /// - Parameters:
    ///   - width: in CSS pixels, also below what a window could be.
    ///   - runsScripts: whether pages may run theirs; the tests can always look.
    ///   - userAgent: what it calls itself; its own name where `nil`.
    ///   - textSize: pixels, as a person sets it in the browser.
    init(width: Int, height: Int, runsScripts: Bool = true, userAgent: String? = nil, textSize: Int = 16) async throws {
        self.runsScripts = runsScripts
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
        var emulation: [String: Any] = ["deviceMetrics": ["width": width, "height": height, "pixelRatio": 1.0, "mobile": false]]
        if let userAgent { emulation["userAgent"] = userAgent }
        var preferences: [String: Any] = ["webkit.webprefs.default_font_size": textSize]
        // As an administrator forbids them: no script of a page runs, nor any handler or timer.
        if !runsScripts { preferences["profile.managed_default_content_settings.javascript"] = 2 }
        let options: [String: Any] = [
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"],
            "mobileEmulation": emulation, "prefs": preferences,
        ]
        let reply = try await wire.call("POST", "/session", ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]], seconds: 60)
        guard let id = (reply.json["value"] as? [String: Any])?["sessionId"] as? String else {
            throw LiveError("Chromium did not start: \(reply.text.prefix(300))")
        }
        session = "/session/\(id)"
        // Several browsers at once: each behaves as the one in front, so that what has the focus looks like it.
        try await devtools("Emulation.setFocusEmulationEnabled", ["enabled": true])
    }

    /// A command of the DevTools protocol (https://chromedevtools.github.io/devtools-protocol).
    func devtools(_ name: String, _ parameters: [String: Any] = [:]) async throws {
        _ = try await command("/goog/cdp/execute", ["cmd": name, "params": parameters])
    }

    /// Keeps pages from getting what is at such addresses.
    func block(_ pattern: String) async throws {
        try await devtools("Network.enable")
        try await devtools("Network.setBlockedURLs", ["urls": [pattern]])
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

    /// Runs a function body in the page whose last argument is called with the result.
    func asyncScript(_ body: String) async throws -> Any? {
        try await command("/execute/async", ["script": body, "args": [Any]()])["value"]
    }

    /// Of a page that is there whole; nothing before.
    func text() async throws -> String {
        try await script("return document.readyState === 'complete' ? document.body.innerText : ''") as? String ?? ""
    }

    func click(_ selector: String) async throws {
        // The driver's own click waits for timers of the page.
        guard runsScripts else { return try await point(at: selector) }
        _ = try await command("/element/\(try await element(selector))/click", [:])
    }

    /// Clicks it in the middle of the window, where no bar that stays in sight lies over it.
    func tap(_ selector: String) async throws {
        _ = try await script(
            "document.querySelector(\(String(reflecting: selector)))?.scrollIntoView({ block: 'center', behavior: 'instant' })")
        try await click(selector)
    }

    func type(_ text: String, into selector: String) async throws {
        guard runsScripts else {
            try await point(at: selector)
            // Where the mouse put the caret depends on what is written there.
            for event in ["keyDown", "keyUp"] {
                try await devtools("Input.dispatchKeyEvent", ["type": event, "key": "End", "code": "End", "windowsVirtualKeyCode": 35])
            }
            return try await devtools("Input.insertText", ["text": text])
        }
        _ = try await command("/element/\(try await element(selector))/value", ["text": text])
    }

    /// Puts a file into a field for files.
    func choose(_ file: URL, for selector: String) async throws {
        _ = try await command("/element/\(try await element(selector))/value", ["text": file.path()])
    }

    /// Reaches it by the keyboard alone: Tab until it has the focus, then Enter.
    func press(_ selector: String) async throws {
        let target = try await element(selector)
        for _ in 0..<200 {
            if try await active() == target {
                _ = try await command("/element/\(target)/value", ["text": "\u{E007}"])
                return
            }
            let current = try await active()
            _ = try await command("/element/\(current)/value", ["text": "\u{E004}"])
        }
        throw LiveError("The keyboard does not reach \(selector) at \(try await address).")
    }

    private func active() async throws -> String {
        let found = try await wire.call("GET", session + "/element/active").json["value"] as? [String: String]
        return found?.values.first ?? ""
    }

    func screenshot(to path: String) async throws {
        let image = try await wire.call("GET", session + "/screenshot").json["value"] as? String ?? ""
        try Data(base64Encoded: image)?.write(to: URL(filePath: path))
    }

    /// Waits until a condition holds on a page that is there whole, for half a minute at the most.
    func wait(until condition: String) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await script("return document.readyState === 'complete' && Boolean(\(condition))") as? Bool != true {
            guard ContinuousClock.now < deadline else { throw LiveError("\(condition) never held at \(try await address).") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Waits until the page says so, for half a minute at the most.
    func wait(for text: String) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await !self.text().contains(text) {
            guard ContinuousClock.now < deadline else {
                throw LiveError("The page never said “\(text)”. At \(try await address) it says: \(try await self.text().prefix(2000))")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Presses the mouse where it is shown.
    private func point(at selector: String) async throws {
        let middle = """
            const element = document.querySelector(\(String(reflecting: selector)));
            element?.scrollIntoView({ block: "center", behavior: "instant" });
            const box = element?.getBoundingClientRect();
            return box && [box.x + box.width / 2, box.y + box.height / 2];
            """
        guard let place = try await script(middle) as? [Double] else { throw LiveError("There is no \(selector) at \(try await address).") }
        for event in ["mousePressed", "mouseReleased"] {
            try await devtools(
                "Input.dispatchMouseEvent", ["type": event, "x": place[0], "y": place[1], "button": "left", "clickCount": 1])
        }
    }

    func element(_ selector: String) async throws -> String {
        let found = try await command("/element", ["using": "css selector", "value": selector])["value"] as? [String: String]
        guard let id = found?.values.first else { throw LiveError("There is no \(selector) at \(try await address).") }
        return id
    }

    func command(_ path: String, _ body: [String: Any]) async throws -> [String: Any] {
        let reply = try await wire.call("POST", session + path, body, seconds: 60)
        guard reply.status == 200 else { throw LiveError("WebDriver refused \(path): \(reply.text.prefix(300))") }
        return reply.json
    }
}
