import Domain

/// The form around the *Send* button of a meeting's page.
///
/// What is not ticked is not sent, so a form with lines to tick says by `routed` that it had them. Without them the person's routes count.
enum SendForm {
    /// Stands in for an item where the whole meeting is meant.
    static let meeting = "meeting"
    /// Stands in for an item where the meeting after it is meant.
    static let followUp = "follow-up"

    static func value(_ owner: String, _ destination: Destination) -> String { "\(owner)/\(destination)" }

    static func field(_ name: String, _ owner: String, _ destination: Destination) -> String { "\(name)/\(value(owner, destination))" }

    /// `nil` where nothing was ticked.
    static func sending(_ form: Form, routes: [Route]) -> Sending? {
        let items = form.all("items").map { MeetingItem.ID($0) }
        guard form["routed"] != nil else { return items.isEmpty ? nil : Sending(items: items) }
        let ticked = Set(form.all("go"))
        let overrides = routes.flatMap { route in
            let owners = (route.kind.isOfMeeting ? [meeting] : items.map(\.rawValue)) + (route.kind.takesFollowUp ? [followUp] : [])
            return owners.map { override(form, $0, to: route.destination, isOn: ticked.contains(value($0, route.destination))) }
        }
        return overrides.contains { $0.isOn == true } ? Sending(items: items, overrides: overrides) : nil
    }

    private static func override(_ form: Form, _ owner: String, to destination: Destination, isOn: Bool) -> RouteOverride {
        let place = form[field("place", owner, destination)].flatMap { $0.isEmpty ? nil : $0 }
        return RouteOverride(
            itemID: owner == meeting || owner == followUp ? nil : MeetingItem.ID(owner), isOfFollowUp: owner == followUp,
            destination: destination, isOn: isOn, choiceID: isOn ? place : nil,
            recipients: isOn ? form[field("recipients", owner, destination)].map(MailAddress.list) : nil
        )
    }
}
