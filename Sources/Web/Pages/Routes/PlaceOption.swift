import Domain

/// One entry of a list of places.
struct PlaceOption: Sendable {
    let id: String
    let name: String
    let isSelected: Bool

    /// The places to list, the chosen one among them even where the provider did not name it; only it where there are too many to list.
    ///
    /// - Returns: nothing where there is nothing to choose.
    static func list(_ page: ChoicePage?, chosen: Choice?) -> [PlaceOption] {
        let isShort = page.map { $0.next == nil && $0.choices.count <= limit } ?? false
        var choices = isShort ? page?.choices ?? [] : []
        if let chosen, !choices.isEmpty, !choices.contains(where: { $0.id == chosen.id }) { choices.insert(chosen, at: 0) }
        return choices.map { PlaceOption(id: $0.id, name: $0.name, isSelected: $0.id == chosen?.id) }
    }

    /// More than a person reads through; a list of more is searched on a page of its own.
    private static let limit = 40
}
