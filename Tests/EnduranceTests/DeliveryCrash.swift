import Foundation
import LiveSupport
import Testing

extension Endurance {
    /// A server is killed over and over while people upload meetings and it delivers them: at points chosen by chance, and at each of the
    /// first calls of `fdatasync`, where something is just becoming durable.
    struct DeliveryCrash {
        @Test(.enabled(if: hasTracer)) func `nothing is lost and nothing is made twice`() async {
            await measure(.deliveryCrash) {
                let (random, syncs, deliveries) = (scale(12, full: 500), scale(8, full: 200), scale(120, full: 5000))
                // Two worlds beside each other, each with every second point.
                let parts = try await forEach(0..<2, atOnce: 2) { part in
                    let stage = try await DeliveryStage(seed: UInt64(part))
                    async let fed: Void = stage.feed(atLeast: deliveries / 2)
                    var deaths = (random: 0, sync: 0)
                    for number in stride(from: part + 1, through: syncs, by: 2) where try await stage.die(atSync: number) {
                        deaths.sync += 1
                    }
                    try await stage.start()
                    for _ in 0..<(random / 2) {
                        try await stage.dieByChance()
                        deaths.random += 1
                    }
                    stage.stopFeeding()
                    try await fed
                    return (deaths, try await stage.verdict())
                }
                var figures: [Figure] = [
                    .exactly(random, "kills by chance", parts.map(\.0.random).reduce(0, +)),
                    .exactly(syncs, "kills at an fdatasync", parts.map(\.0.sync).reduce(0, +)),
                    .atLeast(deliveries, "deliveries", parts.map(\.1.deliveries).reduce(0, +)),
                ]
                figures += zip(parts[0].1.figures, parts[1].1.figures).map { $0.added(to: $1) }
                return figures
            }
        }
    }
}
