import ServiceLifecycle

/// Keeps the streams fed for as long as the server runs.
package struct LiveService: Service {
    private let live: Live

    package init(_ live: Live) {
        self.live = live
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await live.listen() }
                group.addTask { await live.beat() }
            }
        }
    }
}
