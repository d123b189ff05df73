extension String {
    /// The text with its gaps filled in one go, so that what fills one gap is never read as another.
    ///
    /// - Parameter value: for the name of a gap `{name}`; `nil` leaves it as it is written.
    func fillingGaps(_ value: (Substring) -> Substring?) -> String {
        var filled = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            filled += rest[..<open]
            if let value = value(name) {
                filled += value
                rest = rest[rest.index(after: close)...]
            } else {
                filled += "{"
                rest = rest[rest.index(after: open)...]
            }
        }
        return filled + rest
    }
}
