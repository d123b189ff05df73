import Foundation
import LiveSupport
import Testing

extension Endurance {
    /// A server is killed with many refreshes at exactly the same point, and started again.
    ///
    /// Between the server and the sandbox stands a ``Tap``, which holds requests or answers; a lock on the table or on a row holds the
    /// commit. So the points are met without anything in the product that knows of tests.
    struct RefreshCrash {
        enum Point: CaseIterable, Sendable {
            /// The lease is taken and the provider has not heard of it.
            case leased
            /// The provider has acted, and its answer is on the way.
            case asked
            /// The answer is in the server's socket, and nothing of it is written down.
            case answered
            /// The answer is in the journal, and the row is not changed.
            case journalled
            /// The row is changed, and the journal still holds the answer.
            case committed

            /// Whether a provider without grace still honours what is left.
            var survivesStrictness: Bool { self != .asked && self != .answered }
        }

        @Test(.enabled(if: hasPostgres)) func `what has reached the journal lives, and whatever does not is said to need a reconnect`()
            async
        {
            await measure(.refreshCrash) {
                let stage = try await CrashStage(perPoint: scale(4, full: 100), atOnce: scale(4, full: 20))
                let forgiving = try await stage.play(grace: 1800)
                let strict = try await stage.play(grace: 0)
                let all = Point.allCases.flatMap { forgiving[$0] ?? [] }
                func strictly(_ points: [Point]) -> [CrashStage.Fate] { points.flatMap { strict[$0] ?? [] } }
                let saved = strictly(Point.allCases.filter(\.survivesStrictness))
                let lost = strictly(Point.allCases.filter { !$0.survivesStrictness })
                return [
                    .exactly(stage.count, "alive with grace", all.count { $0 == .alive }),
                    .exactly(saved.count, "alive without, before the request or since the journal", saved.count { $0 == .alive }),
                    .exactly(lost.count, "answers lost without grace and shown as reconnect", lost.count { $0 == .needsReconnect }),
                    .none("stuck", (all + saved + lost).count { $0 == .stuck }),
                ]
            }
        }
    }
}
