/// What merging did to an item, kept so that it can be undone.
package struct ItemMerge: Sendable, Equatable, Codable {
    /// What a merge may change.
    package struct Fields: Sendable, Equatable, Codable {
        package var owner: String?
        package var dueOn: String?
        package var priority: String
        package var band: String

        init(_ item: ActionItem) {
            owner = item.owner
            dueOn = item.dueOn?.description
            priority = item.priority.rawValue
            band = item.band.rawValue
        }
    }

    /// The item it is a part of now; `nil` for the one that the others are parts of.
    package var into: String?
    package var before: Fields
    package var after: Fields
    /// How many quotes of others it had before.
    package var quotes: Int
}

extension ActionItem {
    /// One item out of several: the title of the first, the earliest due date, the most pressing priority, the owner where all who are named
    /// are the same, and every quote.
    package func merged(with others: [ActionItem]) -> ActionItem {
        let all = [self] + others
        var merged = self
        let owners = all.compactMap(\.owner)
        merged.owner = owners.allSatisfy { $0.lowercased() == owners.first?.lowercased() } ? owners.first : nil
        merged.dueOn = all.compactMap(\.dueOn).min()
        merged.priority = Priority.byUrgency.first { priority in all.contains { $0.priority == priority } } ?? .none
        merged.band = .confident
        for quote in others.flatMap(\.quotes) where !merged.quotes.contains(quote) { merged.moreQuotes.append(quote) }
        return merged
    }
}

extension ActionItem.Priority {
    /// The most pressing first.
    fileprivate static let byUrgency: [ActionItem.Priority] = [.urgent, .high, .medium, .low]
}

extension MeetingItem {
    /// What becomes of items that are merged: the first, with what the others add, and the others as parts of it.
    ///
    /// - Parameter all: every item of the meeting; what was a part of one that becomes a part itself is a part of the first then.
    package static func merge(_ items: [MeetingItem], among all: [MeetingItem]) -> [MeetingItem] {
        guard let first = items.first else { return [] }
        let others = items.dropFirst()
        var whole = first
        whole.item = first.item.merged(with: others.map(\.item))
        whole.merge = ItemMerge(before: first.beforeMerging, after: .init(whole.item), quotes: first.quotesBeforeMerging)
        let parts = others.map { other in
            var part = other
            part.item.band = .possible
            part.merge = ItemMerge(
                into: first.id.rawValue, before: other.beforeMerging, after: .init(part.item), quotes: other.quotesBeforeMerging)
            return part
        }
        let earlier = all.filter { part in others.contains { $0.id == part.mergedInto } }.map { part in
            var part = part
            part.merge?.into = first.id.rawValue
            return part
        }
        return [whole] + parts + earlier
    }

    private var beforeMerging: ItemMerge.Fields { merge?.before ?? .init(item) }
    private var quotesBeforeMerging: Int { merge?.quotes ?? item.moreQuotes.count }

    /// As it was before it was merged, but for what was changed since.
    package var unmerged: MeetingItem {
        guard let merge else { return self }
        var item = self
        let (now, before, after) = (ItemMerge.Fields(item.item), merge.before, merge.after)
        if now.owner == after.owner { item.item.owner = before.owner }
        if now.dueOn == after.dueOn { item.item.dueOn = before.dueOn.flatMap { Day($0) } }
        if now.priority == after.priority { item.item.priority = ActionItem.Priority(rawValue: before.priority) ?? item.item.priority }
        if now.band == after.band { item.item.band = ActionItem.Band(rawValue: before.band) ?? item.item.band }
        item.item.moreQuotes = Array(item.item.moreQuotes.prefix(merge.quotes))
        item.merge = nil
        return item
    }
}
