import Foundation
import Testing

extension Chromium {
    /// What has to be true of every page; keeps a picture where one is asked for.
    func check(_ name: String) async throws {
        #expect(try await script("return document.querySelectorAll('h1').length") as? Int == 1, "\(name)")
        let overflow =
            try await script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") as? Int
        #expect(overflow == 0, "\(name) is wider than its window")
        let unnamed = """
            return [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(field => !field.labels.length
                && !field.getAttribute('aria-label')).map(field => field.name)
            """
        #expect((try await script(unnamed) as? [String]) == [], "\(name) has fields without a label")
        let squeezed = """
            return [...document.querySelectorAll('main *')].filter(element => element.children.length === 0 && element.offsetParent
                && !element.closest('.visually-hidden, svg') && element.innerText?.trim().length > 8 && element.clientWidth > 0
                && element.clientWidth < 40).map(element => element.innerText)
            """
        #expect((try await script(squeezed) as? [String]) == [], "\(name) squeezes its words")
        if let folder = ProcessInfo.processInfo.environment["SCREENSHOTS"] { try await screenshot(to: "\(folder)/\(name).png") }
    }
}
