import Domain

// How the API shows routes and the places to choose from.

extension JSON {
    static func route(_ route: Route) -> JSON {
        [
            "destination": .text(route.destination.rawValue), "title": .text(route.kind.title),
            "subject": .text(route.kind.isOfMeeting ? "meeting" : "item"), "enabled": .flag(route.isOn),
            "standing": .text(route.standing.rawValue), "account": .textOrNull(route.account), "stand_in": standIn(route.standIn),
            "choice": .choice(route.choice),
            "has_choices": .flag(route.kind.placeLabel != nil), "needs_choice": .flag(route.kind.needsPlace),
            "recipients": .list(route.recipients.map(JSON.text)), "takes_recipients": .flag(route.kind.takesRecipients),
            "takes_follow_up": .flag(route.kind.takesFollowUp),
        ]
    }

    static func routes(_ routes: [Route]) -> JSON {
        .object(["routes": .list(routes.map { JSON.route($0) })])
    }

    static func places(_ page: ChoicePage) -> JSON {
        .object(["choices": .list(page.choices.map { JSON.choice($0) }), "next": .textOrNull(page.next)])
    }
}
