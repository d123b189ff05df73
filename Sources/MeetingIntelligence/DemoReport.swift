/// What arrived, as lines to print.
struct DemoReport {
    let deliveries: [[String: Any]]
    let items: [[String: Any]]

    func lines(of provider: String) -> [String] {
        deliveries.filter { ($0["destination"] as? String ?? "").hasPrefix(provider + ".") }.flatMap { delivery in
            ["      \(delivery["message"] ?? "?")  \(subject(of: delivery))", "         \(delivery["url"] as? String ?? "without a link")"]
        }
    }

    private func subject(of delivery: [String: Any]) -> String {
        guard let item = items.first(where: { $0["id"] as? String == delivery["item_id"] as? String }) else { return "(the meeting)" }
        let due = (item["due_on"] as? String).map { ", due \($0)" } ?? ""
        return "\(item["title"] ?? "?") (\(item["owner"] as? String ?? "no owner")\(due))"
    }
}
