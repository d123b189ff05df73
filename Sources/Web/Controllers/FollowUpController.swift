import Deliveries
import Domain
import Hummingbird
import Meetings

/// `/api/v1/meetings/{id}/follow_up`: the meeting after a meeting.
struct FollowUpController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.put("/api/v1/meetings/:id/follow_up", use: set)
        router.delete("/api/v1/meetings/:id/follow_up", use: remove)
    }

    @Sendable private func set(request: Request, context: PersonContext) async throws -> Response {
        let body: FollowUpBody = try await BodyReader.json(request)
        let followUp = try await product.meetings.set(
            body.edit(), after: try meeting(context), of: context.person.id, sentTo: Routes.followUpDestinations
        )
        return try JSON.followUp(followUp).response()
    }

    @Sendable private func remove(request: Request, context: PersonContext) async throws -> Response {
        try await product.meetings.removeFollowUp(
            after: try meeting(context), of: context.person.id, sentTo: Routes.followUpDestinations
        )
        return .noContent
    }

    private func meeting(_ context: PersonContext) throws -> Meeting.ID {
        Meeting.ID(try context.parameters.require("id"))
    }
}
