import Deliveries
import Domain
import Foundation
import Hummingbird
import Meetings

/// The form on a meeting's page that sets the meeting after it.
struct FollowUpPages: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.post("/meetings/:id/follow-up", use: set)
        router.post("/meetings/:id/follow-up/remove", use: remove)
    }

    @Sendable private func set(request: Request, context: PersonContext) async throws -> Response {
        guard let form = context.site.form else { throw WebError.contentType(expected: "a form") }
        let id = Meeting.ID(try context.parameters.require("id"))
        let known = try await product.meetings.find(id, of: context.person.id)
        let zone = known.followUp?.timeZone ?? known.meeting.timeZone
        let edit = try Self.edit(form, in: zone)
        _ = try await product.meetings.set(edit, after: id, of: context.person.id, sentTo: Routes.followUpDestinations)
        return .seeOther("/meetings/\(id)#follow-up")
    }

    @Sendable private func remove(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        try await product.meetings.removeFollowUp(after: id, of: context.person.id, sentTo: Routes.followUpDestinations)
        return .seeOther("/meetings/\(id)#follow-up")
    }

    /// The form speaks of day and time in the zone that the page names.
    private static func edit(_ form: Form, in zone: String) throws(WebError) -> FollowUpEdit {
        guard let day = Day(form.text("day")), let time = ClockTime(form.text("time")) else {
            throw .malformed("Choose a day and a time for the follow-up.")
        }
        guard let start = time.moment(on: day, in: TimeZone(identifier: zone) ?? .gmt) else {
            throw .malformed("The clocks skip that time on that day. Choose another.")
        }
        guard let minutes = Int(form.text("minutes")) else { throw .malformed("Say how many minutes the follow-up takes.") }
        return FollowUpEdit(title: form["title"], startsAt: start, minutes: minutes, timeZone: zone)
    }
}
