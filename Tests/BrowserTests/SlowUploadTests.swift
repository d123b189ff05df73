import Foundation
import LiveSupport
import Testing

@Suite(
    "A slow upload in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct SlowUploadTests {
    @Test func `how far a large file has come is shown while it goes up, and given up when the line is cut`() async throws {
        let world = try await LiveWorld()
        let lines = (0..<3_000).map { "\($0.isMultiple(of: 2) ? "Ada" : "Ben"): This is sentence \($0) of this meeting." }
        let file = world.folder + "/long.txt"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        try await Chromium.walk(width: 1200, height: 900) { chromium in
            try await chromium.signUp(world)
            try await chromium.open(world.server + "/meetings/new")
            try await watch(chromium)
            try await chromium.slow(bytesPerSecond: 40_000)
            try await chromium.type(file, into: "input[type=file]")
            try await chromium.wait(until: "seen.length >= 3")
            try await chromium.picture("desktop-upload-progress")
            try await chromium.wait(for: "Save the meeting")
            let seen = try await chromium.script("return seen") as? [Double] ?? []
            #expect(seen == seen.sorted(), "\(seen)")
            #expect(try await chromium.script("return document.querySelector('[data-drop-progress]').hidden") as? Bool == true)

            try await chromium.slow(bytesPerSecond: nil)
            try await chromium.click("main form[action='/meetings'] button[type=submit]")
            try await chromium.wait(for: "The server could not be reached. Check your connection, then try again.")
            try await chromium.slow(bytesPerSecond: -1)
            try await chromium.click("main form[action='/meetings'] button[type=submit]")
            try await chromium.wait(until: "document.querySelector('#transcript')")
        }
    }

    /// Notes every value that the bar shows between nothing and all.
    private func watch(_ chromium: Chromium) async throws {
        _ = try await chromium.script(
            """
            window.seen = [];
            const bar = document.querySelector("[data-drop-progress]");
            new MutationObserver(() => { if (!bar.hidden && bar.value > 0 && bar.value < 1) seen.push(bar.value); })
                .observe(bar, { attributes: true });
            """)
    }
}

extension Chromium {
    /// - Parameter bytesPerSecond: that go up; as many as can where below zero, and none where `nil`: the line is cut.
    fileprivate func slow(bytesPerSecond: Int?) async throws {
        try await devtools("Network.enable")
        try await devtools(
            "Network.emulateNetworkConditions",
            ["offline": bytesPerSecond == nil, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytesPerSecond ?? -1])
    }
}
