import Domain
import Foundation
import Providers
import Testing

@Suite(
    "What is sent to Linear is what Linear's schema takes",
    .enabled(if: Contracts.has("linear.schema.graphql"), Contracts.skipped("linear.schema.graphql"))
)
struct LinearContractTests {
    private static let schema = Result { GraphQLSDL(try Contracts.text("linear.schema.graphql")) }

    @Test func `every document and its variables fit the published schema`() async throws {
        let schema = try Self.schema.get()
        let linear = Provider.linear
        let choices = try #require(linear.operation(for: "linear.issue")?.choices)
        let team = Choice(id: "team", name: "Product")
        let people = #"{"data":{"users":{"nodes":[{"id":"1","name":"Ben","displayName":"b","email":"b@x.example"}]}}}"#
        let teams = #"{"data":{"teams":{"nodes":[{"id":"t1","name":"A"}],"pageInfo":{"hasNextPage":false}}}}"#
        let conflict = #"{"errors":[{"message":"conflict on insert of Issue"}],"data":null}"#
        let script = Script([(200, teams), (200, people), (200, conflict), (200, "{}"), (200, teams), (200, teams), (200, "{}")])
        _ = try? await linear.deliver(.sample(.sample), to: "linear.issue", script)
        _ = try await script.hold(choices(.sample, nil, nil))
        _ = try await script.hold(choices(.sample, "prod", "cursor"))
        _ = try? await script.hold(linear.identify(.sample))
        var undated = ActionItem(title: "x")
        undated.priority = .urgent
        let bare = Script([(200, "{}")])
        _ = try? await linear.deliver(.sample(undated, choice: team), to: "linear.issue", bare)
        let asked = script.asked + bare.asked
        #expect(asked.count == 8)
        for call in asked {
            let document = try #require(call.json["query"] as? String)
            let check = GraphQLCheck(document, variables: call.json["variables"] as? [String: Any] ?? [:], schema: schema)
            #expect(check.faults == [], "\(document)")
        }
    }

    @Test(arguments: [
        ("query { viewer { nickname } }", [:], "User has no field nickname"), ("query { viewer }", [:], "User needs a selection"),
        ("query { teams(limit: 3) { nodes { id } } }", [:], "Query.teams has no argument limit"),
        ("query($n: Int) { teams(first: $n) { nodes { id } } }", ["n": "three"], "$n is no Int"),
        ("query($n: String) { teams(first: $n) { nodes { id } } }", [:], "$n is named"),
        ("query { issue { id } }", [:], "Query.issue needs id"),
        ("mutation($i: IssueCreateInput!) { issueCreate(input: $i) { success } }", ["i": "{}"], "$i is no IssueCreateInput"),
        ("mutation($i: IssueCreateInput!) { issueCreate(input: $i) { success } }", [:], "$i is missing"),
        ("query { users(filter: { nmae: { eq: \"x\" } }) { nodes { id } } }", [:], "UserFilter has no field nmae"),
    ])
    func `the check itself finds what is wrong`(document: String, variables: [String: String], fault: String) throws {
        let check = GraphQLCheck(document, variables: variables, schema: try Self.schema.get())
        #expect(check.faults.contains { $0.hasPrefix(fault) }, "\(check.faults)")
    }
}
