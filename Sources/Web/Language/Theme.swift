/// Light or dark, as a person chose it; automatic is as their system has it.
enum Theme: String, Sendable, CaseIterable {
    case automatic, light, dark
}
