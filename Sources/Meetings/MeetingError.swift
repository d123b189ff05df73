package import Transcripts

/// Why something about a meeting was refused. `message` is for the person.
package enum MeetingError: Error, Equatable {
    case noSuchMeeting
    case noSuchItem
    case underWay
    case alreadySent
    case invalidTitle
    case invalidOwner
    case invalidTimeZone
    case transcript(TranscriptError)

    package var message: String {
        switch self {
        case .noSuchMeeting: "There is no such meeting among yours."
        case .noSuchItem: "There is no such action item among yours."
        case .underWay: "Part of this is being sent right now. Try again in a moment."
        case .alreadySent: "This item was sent already; cancel what has not arrived, or leave it."
        case .invalidTitle: "Give it a title of 1 to 200 characters."
        case .invalidOwner: "An owner's name has at most 100 characters."
        case .invalidTimeZone: "Choose a time zone such as Europe/Berlin."
        case .transcript(let error): error.message
        }
    }
}
