import Domain
import Foundation
import Synchronization

/// The places that were just looked at, kept for a few minutes so that opening a page again does not ask the provider again.
final class PlaceShelf: Sendable {
    private let shelf = Mutex<[Owner: Entry]>([:])

    struct Owner: Hashable {
        var person: Person.ID
        var destination: Destination
        /// Another account has other places.
        var account: String?
    }

    private struct Entry {
        /// The first page; the inner value is `nil` where the provider could not say.
        var first: ChoicePage??
        var firstUntil = Date.distantPast
        var seen: [Choice.ID: Choice] = [:]
        var seenUntil = Date.distantPast
    }

    private static let lifetime: Double = 5 * 60
    /// A provider that is out of order is not asked again with every page.
    private static let failureLifetime: Double = 60
    private static let capacity = 10_000
    private static let seenCapacity = 2_000

    /// The outer value is `nil` where nothing is known, the inner where the provider could not say a moment ago.
    func page(of owner: Owner, at now: Date) -> ChoicePage?? {
        shelf.withLock { shelf in
            guard let entry = shelf[owner], entry.firstUntil > now else { return nil }
            return entry.first
        }
    }

    func keep(_ page: ChoicePage?, of owner: Owner, at now: Date) {
        change(owner) { entry in
            entry.first = .some(page)
            entry.firstUntil = now.addingTimeInterval(page == nil ? Self.failureLifetime : Self.lifetime)
        }
        note(page?.choices ?? [], of: owner, at: now)
    }

    func place(_ id: Choice.ID, of owner: Owner, at now: Date) -> Choice? {
        shelf.withLock { shelf in
            guard let entry = shelf[owner], entry.seenUntil > now else { return nil }
            return entry.seen[id]
        }
    }

    func note(_ choices: [Choice], of owner: Owner, at now: Date) {
        guard !choices.isEmpty else { return }
        change(owner) { entry in
            if entry.seenUntil <= now || entry.seen.count > Self.seenCapacity { entry.seen = [:] }
            for choice in choices { entry.seen[choice.id] = choice }
            entry.seenUntil = now.addingTimeInterval(Self.lifetime)
        }
    }

    private func change(_ owner: Owner, _ change: (inout Entry) -> Void) {
        shelf.withLock { shelf in
            if shelf.count >= Self.capacity { shelf.removeAll() }
            change(&shelf[owner, default: Entry()])
        }
    }
}
