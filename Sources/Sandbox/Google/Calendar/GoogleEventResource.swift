extension GoogleState {
    /// An event as the API gives it.
    func resource(_ event: GoogleEvent, for reader: GoogleAccount) -> JSON {
        let creator = account(id: event.creatorID)
        let organizer = calendars.first { $0.id == event.calendarID }
        var members = event.fields
        members["conferenceData"] = event.meetURL.map { conference(event, at: $0) }
        members["hangoutLink"] = event.meetURL.map(JSON.string)
        members["attendees"] = attendees(of: event, for: reader)
        members["id"] = .string(event.id)
        members["iCalUID"] = .string(event.iCalUID)
        members["kind"] = "calendar#event"
        members["etag"] = .string("\"\(event.updatedAt.milliseconds * 2)\"")
        members["status"] = .string(event.isCancelled ? "cancelled" : event.fields["status"]?.string ?? "confirmed")
        members["eventType"] = event.fields["eventType"] ?? "default"
        members["htmlLink"] = .string(event.url)
        members["created"] = .string(event.createdAt.text)
        members["updated"] = .string(event.updatedAt.text)
        members["sequence"] = event.fields["sequence"] ?? 0
        members["reminders"] = event.fields["reminders"] ?? ["useDefault": true]
        members["creator"] = person(creator?.email ?? "", isReader: creator?.id == reader.id)
        members["organizer"] = person(organizer?.id ?? "", isReader: organizer?.id == reader.email)
        return .object(members)
    }

    private func person(_ email: String, isReader: Bool) -> JSON {
        isReader ? ["email": .string(email), "self": true] : ["email": .string(email)]
    }

    private func attendees(of event: GoogleEvent, for reader: GoogleAccount) -> JSON? {
        guard case .array(let attendees)? = event.fields["attendees"] else { return nil }
        let organizer = account(id: event.creatorID)?.email.lowercased()
        return .array(
            attendees.map { attendee in
                guard case .object(var members) = attendee else { return attendee }
                let email = members["email"]?.string?.lowercased()
                members["responseStatus"] = members["responseStatus"] ?? (email == organizer ? "accepted" : "needsAction")
                if email == organizer { members["organizer"] = true }
                if email == reader.email.lowercased() { members["self"] = true }
                return .object(members)
            })
    }

    private func conference(_ event: GoogleEvent, at url: String) -> JSON {
        let code = String(url.split(separator: "/").last ?? "")
        return [
            "conferenceId": .string(code),
            "conferenceSolution": ["key": ["type": "hangoutsMeet"], "name": "Google Meet"],
            "createRequest": [
                "requestId": event.fields["conferenceData"]?["createRequest"]?["requestId"] ?? .null,
                "conferenceSolutionKey": ["type": "hangoutsMeet"], "status": ["statusCode": "success"],
            ],
            "entryPoints": [["entryPointType": "video", "uri": .string(url), "label": .string("meet.google.com/\(code)")]],
        ]
    }
}
