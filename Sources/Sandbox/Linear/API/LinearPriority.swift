/// Names of priorities.
enum LinearPriority {
    private static let labels = ["No priority", "Urgent", "High", "Medium", "Low"]

    static func label(_ priority: Int) -> String {
        labels.indices.contains(priority) ? labels[priority] : ""
    }
}
