/// Does the same for many, so many of them at a time.
///
/// - Returns: what came of each, in no particular order.
func forEach<Element: Sendable, Output: Sendable>(
    _ elements: some Sequence<Element>, atOnce limit: Int, _ work: @escaping @Sendable (Element) async throws -> Output
) async throws -> [Output] {
    try await withThrowingTaskGroup(of: Output.self) { group in
        var outputs: [Output] = []
        var running = 0
        for element in elements {
            if running == limit, let output = try await group.next() {
                outputs.append(output)
                running -= 1
            }
            group.addTask { try await work(element) }
            running += 1
        }
        for try await output in group { outputs.append(output) }
        return outputs
    }
}
