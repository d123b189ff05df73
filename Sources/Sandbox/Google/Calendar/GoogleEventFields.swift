/// The fields of an event, as Calendar's discovery document has them.
enum GoogleEventFields {
    /// What can be written; the rest is for reading and goes unheeded when a client sends it back.
    static let all: [String: GoogleField] = written.merging(Dictionary(uniqueKeysWithValues: unheeded.map { ($0, .ignored) })) { $1 }

    private static let written: [String: GoogleField] = [
        "id": .text, "iCalUID": .text, "summary": .text, "description": .text, "location": .text, "colorId": .text, "status": .text,
        "transparency": .text, "visibility": .text, "eventType": .text, "sequence": .number, "start": time, "end": time,
        "recurrence": .list(.text), "attendees": .list(attendee), "guestsCanInviteOthers": .flag, "guestsCanModify": .flag,
        "guestsCanSeeOtherGuests": .flag, "anyoneCanAddSelf": .flag, "extendedProperties": .object(["private": .map, "shared": .map]),
        "source": .object(["title": .text, "url": .text]),
        "reminders": .object(["useDefault": .flag, "overrides": .list(.object(["method": .text, "minutes": .number]))]),
        "attachments": .list(
            .object(["fileUrl": .text, "title": .text, "mimeType": .text, "iconLink": .text, "fileId": .ignored])),
        "conferenceData": .object([
            "createRequest": .object([
                "requestId": .text, "conferenceSolutionKey": .object(["type": .text]), "status": .ignored,
            ]),
            "conferenceId": .ignored, "conferenceSolution": .ignored, "entryPoints": .ignored, "notes": .ignored, "parameters": .ignored,
            "signature": .ignored,
        ]),
    ]

    private static let time: GoogleField = .object(["date": .text, "dateTime": .text, "timeZone": .text])

    private static let attendee: GoogleField = .object([
        "email": .text, "displayName": .text, "optional": .flag, "resource": .flag, "responseStatus": .text, "comment": .text,
        "additionalGuests": .number, "id": .ignored, "organizer": .ignored, "self": .ignored, "asyncOperation": .ignored,
    ])

    private static let unheeded = [
        "attendeesOmitted", "birthdayProperties", "created", "creator", "endTimeUnspecified", "etag", "eventLabelId",
        "focusTimeProperties", "gadget", "hangoutLink", "htmlLink", "kind", "locked", "organizer", "originalStartTime",
        "outOfOfficeProperties", "privateCopy", "recurringEventId", "updated", "workingLocationProperties",
    ]
}
