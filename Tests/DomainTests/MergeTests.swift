import Domain
import Testing

@Suite("Merged items are one, with nothing lost")
struct MergeTests {
    private func day(_ text: String) -> Day? { Day(text) }

    private func item(_ id: String, _ title: String, owner: String? = nil, due: String? = nil, priority: ActionItem.Priority = .none)
        -> MeetingItem
    {
        let content = ActionItem(
            title: title, owner: owner, dueOn: due.flatMap { Day($0) }, quote: "“\(title)”", at: 5, segment: 1, priority: priority)
        return MeetingItem(id: .init(id), meetingID: .init("m"), position: 0, item: content)
    }

    @Test func `the first gives the title, the earliest the day, and all their quotes`() {
        let merged = MeetingItem.merge(
            [
                item("a", "Send notes", owner: "Ben", due: "2026-11-27"), item("b", "Mail the notes", due: "2026-11-23", priority: .low),
                item("c", "Notes", owner: "ben", priority: .high),
            ], among: [])
        #expect(merged[0].item.title == "Send notes")
        #expect(merged[0].item.dueOn == day("2026-11-23"))
        #expect(merged[0].item.owner == "Ben")
        #expect(merged[0].item.priority == .high)
        #expect(merged[0].item.quotes.map(\.text) == ["“Send notes”", "“Mail the notes”", "“Notes”"])
        #expect(merged.dropFirst().allSatisfy { $0.item.band == .possible && $0.mergedInto?.rawValue == "a" })
        #expect(merged[0].mergedInto == nil)
    }

    @Test func `who does not agree owns nothing`() {
        #expect(MeetingItem.merge([item("a", "A", owner: "Ben"), item("b", "B", owner: "Clara")], among: [])[0].item.owner == nil)
        #expect(MeetingItem.merge([item("a", "A"), item("b", "B", owner: "Clara")], among: [])[0].item.owner == "Clara")
        #expect(MeetingItem.merge([item("a", "A"), item("b", "B")], among: [])[0].item.owner == nil)
        #expect(MeetingItem.merge([], among: []).isEmpty)
    }

    @Test func `undone, each is as it was, but for what was changed since`() {
        let items = [item("a", "A", owner: "Ben", due: "2026-11-27"), item("b", "B", owner: "Clara", due: "2026-11-23")]
        let merged = MeetingItem.merge(items, among: items)
        #expect(merged.map(\.unmerged) == items)
        var changed = merged[0]
        changed.item.title = "Better"
        changed.item.owner = "Dan"
        let restored = changed.unmerged
        #expect(restored.item.title == "Better")
        #expect(restored.item.owner == "Dan")
        #expect(restored.item.dueOn == day("2026-11-27"))
        #expect(restored.item.quotes.count == 1)
    }

    @Test func `merged again and again, one undoing takes all of it back`() {
        let (a, b, c) = (item("a", "A", due: "2026-11-27"), item("b", "B", due: "2026-11-23"), item("c", "C", due: "2026-11-20"))
        let once = MeetingItem.merge([a, b], among: [a, b, c])
        let twice = MeetingItem.merge([once[0], c], among: once + [c])
        #expect(twice[0].item.quotes.count == 3)
        #expect(twice[0].item.dueOn == day("2026-11-20"))
        #expect(twice[0].unmerged == a)
    }

    @Test func `a merged item that becomes a part brings its parts along, and one undoing takes all of it back`() {
        let items = [item("a", "A", owner: "Ben"), item("b", "B", due: "2026-11-23"), item("c", "C")]
        let once = MeetingItem.merge([items[0], items[1]], among: items)
        let twice = MeetingItem.merge([items[2], once[0]], among: once + [items[2]])
        #expect(twice.map(\.id.rawValue) == ["c", "a", "b"])
        #expect(twice[0].item.quotes.count == 3)
        #expect(twice.dropFirst().allSatisfy { $0.mergedInto?.rawValue == "c" && $0.item.band == .possible })
        #expect(twice.map(\.unmerged).sorted { $0.id.rawValue < $1.id.rawValue } == items)
    }
}
