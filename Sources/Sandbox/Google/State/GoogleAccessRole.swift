/// What an account may do with a calendar, the least first.
enum GoogleAccessRole: String, Codable, Sendable, CaseIterable, Comparable {
    case freeBusyReader
    case reader
    case writerWithoutPrivateAccess
    case writer
    case owner

    static func < (left: GoogleAccessRole, right: GoogleAccessRole) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
