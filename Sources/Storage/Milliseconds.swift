package import struct Foundation.Date

extension Date {
    package init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// Milliseconds since 1970, the form every time has in the tables.
    package var milliseconds: Int64 {
        Int64((timeIntervalSince1970 * 1000).rounded())
    }
}
