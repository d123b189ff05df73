package import Accounts
package import Connections
package import Deliveries
package import Domain
package import Live
package import Meetings

/// The rooms behind the door: everything a handler may call.
package struct Product: Sendable {
    package let accounts: Accounts
    package let connections: Connections
    package let meetings: Meetings
    package let routes: Routes
    package let outbox: Outbox
    package let live: Live
    package let time: TimeSource
    package let random: RandomSource

    package init(
        accounts: Accounts, connections: Connections, meetings: Meetings, routes: Routes, outbox: Outbox, live: Live, time: TimeSource,
        random: RandomSource
    ) {
        self.accounts = accounts
        self.connections = connections
        self.meetings = meetings
        self.routes = routes
        self.outbox = outbox
        self.live = live
        self.time = time
        self.random = random
    }
}
