/// Every step of the schema, oldest first. New ones go at the end.
package enum Migrations {
    package static let all: [Migration] = [
        people, connections, meetings, deliveries, isolation, progress, renewal, routing, keys, letters, sharing, samples, search, merging,
        phoneLinks, followUps, recovery, logs, operators, sharedConnections, languages,
    ]
}
