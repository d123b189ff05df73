import LiveSupport

/// Keys as a keyboard sends them to whatever has the focus, by the WebDriver protocol's actions.
extension Chromium {
    static let tab = "\u{E004}"
    static let enter = "\u{E007}"

    /// Presses and lets go one key after the other.
    func strike(_ keys: String) async throws {
        let presses = keys.flatMap { key in ["keyDown", "keyUp"].map { ["type": $0, "value": String(key)] } }
        _ = try await command("/actions", ["actions": [["type": "key", "id": "keyboard", "actions": presses]]])
    }

    /// Presses Tab until it has the focus.
    ///
    /// - Returns: the stops on the way that the person could not see: outside the window, or under something else.
    @discardableResult func tab(to selector: String) async throws -> [String] {
        let here = """
            const [element, wanted] = [document.activeElement, \(String(reflecting: selector))];
            const box = element.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            const top = document.elementFromPoint(x, y);
            const isSeen = element === document.body || element.contains(top) || top?.contains(element) || top?.closest("label")?.control === element;
            return [element.matches(wanted), isSeen ? "" : element.outerHTML.slice(0, 120)]
            """
        var hidden: [String] = []
        for _ in 0..<200 {
            try await strike(Self.tab)
            let found = try await script(here) as? [Any] ?? []
            if let stop = found.last as? String, !stop.isEmpty { hidden.append(stop) }
            if found.first as? Bool == true { return hidden }
        }
        throw LiveError("The keyboard does not reach \(selector) at \(try await address).")
    }
}
