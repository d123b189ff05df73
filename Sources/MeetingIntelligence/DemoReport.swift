/// What arrived, as lines to print.
struct DemoReport {
    let deliveries: [[String: Any]]
    let items: [[String: Any]]

    /// - Throws: ``DemoError`` where nothing arrived there, or something that cannot be looked at.
    func lines(of destination: String) throws -> [String] {
        let arrived = deliveries.filter { $0["destination"] as? String == destination && $0["state"] as? String == "delivered" }
        guard !arrived.isEmpty else { throw DemoError("Nothing arrived at \(destination).") }
        return try arrived.flatMap { delivery in
            guard let url = delivery["url"] as? String, url.hasPrefix("http") else {
                throw DemoError("What arrived at \(destination) has no link: \(delivery["message"] ?? subject(of: delivery)).")
            }
            return ["      \(delivery["message"] ?? "?")  \(subject(of: delivery))", "         \(url)"]
        }
    }

    private func subject(of delivery: [String: Any]) -> String {
        guard let item = items.first(where: { $0["id"] as? String == delivery["item_id"] as? String }) else { return "(the meeting)" }
        let due = (item["due_on"] as? String).map { ", due \($0)" } ?? ""
        return "\(item["title"] ?? "?") (\(item["owner"] as? String ?? "no owner")\(due))"
    }
}
