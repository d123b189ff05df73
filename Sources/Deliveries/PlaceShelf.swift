import Domain
import Foundation
import Synchronization

/// The first page of each destination's places, kept for a few minutes so that opening a page again does not ask the provider again.
final class PlaceShelf: Sendable {
    private let shelf = Mutex<[Key: Entry]>([:])

    struct Key: Hashable {
        var person: Person.ID
        var destination: Destination
        /// Another account has other places.
        var account: String?
    }

    private struct Entry {
        /// `nil` where the provider could not say.
        let page: ChoicePage?
        let until: Date
    }

    private static let lifetime: Double = 5 * 60
    /// A provider that is out of order is not asked again with every page.
    private static let failureLifetime: Double = 60
    private static let capacity = 10_000

    /// The outer value is `nil` where nothing is known, the inner where the provider could not say a moment ago.
    func page(_ key: Key, at now: Date) -> ChoicePage?? {
        shelf.withLock { $0[key] }.flatMap { $0.until > now ? .some($0.page) : nil }
    }

    func keep(_ page: ChoicePage?, as key: Key, at now: Date) {
        let entry = Entry(page: page, until: now.addingTimeInterval(page == nil ? Self.failureLifetime : Self.lifetime))
        shelf.withLock { shelf in
            if shelf.count >= Self.capacity { shelf.removeAll() }
            shelf[key] = entry
        }
    }
}
