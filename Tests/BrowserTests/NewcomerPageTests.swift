import Foundation
import LiveSupport
import Testing

@Suite(
    "A newcomer's three tools in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct NewcomerPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `Linear, Google and Slack are connected in a row, by two clicks each`(width: Int, height: Int, name: String) async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { chromium in
            try await chromium.signUp(world)
            let start = ContinuousClock.now
            var clicks = 0
            for provider in ["linear", "google", "slack"] {
                try await chromium.tap("#\(provider) form[action='/integrations/\(provider)/connect'] button.button")
                try await chromium.wait(until: "document.querySelector('button[value=allow]')")
                try await chromium.tap("button[value=allow]")
                clicks += 2
                // Each leads back to where the next one begins.
                try await chromium.wait(until: "location.pathname === '/onboarding'")
                let title = provider.prefix(1).uppercased() + provider.dropFirst()
                try await chromium.wait(for: "\(title) connected! You're all set.")
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            print("\(name): three tools by \(clicks) clicks in \(seconds.formatted(.number.precision(.fractionLength(1)))) seconds")
            #expect(try await chromium.script("return document.querySelectorAll('.card .card-states .is-ok').length") as? Int == 3)
            #expect(clicks == 6)
            try await chromium.check(name + "-three-connected")
        }
    }
}
