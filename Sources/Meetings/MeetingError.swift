package import Transcripts

/// Why something about a meeting was refused. `message` is for the person.
package enum MeetingError: Error, Equatable {
    case noSuchMeeting
    case noSuchItem
    case underWay
    /// Too many transcripts wait to be read.
    case busy
    case alreadySent
    case sentApart
    case tooFewToMerge
    case mergedAlready
    case notMerged
    case invalidTitle
    case invalidOwner
    case invalidTimeZone
    case invalidStart
    case invalidLength
    case followUpSent
    case transcript(TranscriptError)

    package var message: String {
        switch self {
        case .noSuchMeeting: "There is no such meeting among yours."
        case .noSuchItem: "There is no such action item among yours."
        case .underWay: "Part of this is being sent right now. Try again in a moment."
        case .busy: "Many transcripts are being read right now. Nothing was stored; try again in a minute."
        case .alreadySent: "This item was sent already; cancel what has not arrived, or leave it."
        case .sentApart: "What was sent already, or is on its way, stays as it was sent: cancel what has not arrived, or leave it apart."
        case .tooFewToMerge: "Choose two to fifty different items to merge."
        case .mergedAlready: "One of these items is a part of another one already."
        case .notMerged: "This item was not merged."
        case .invalidTitle: "Give it a title of 1 to 200 characters."
        case .invalidOwner: "An owner's name has at most 100 characters."
        case .invalidTimeZone: "Choose a time zone such as Europe/Berlin."
        case .invalidStart: "Choose a time after the meeting, and within ten years of it."
        case .invalidLength: "A follow-up takes between 5 minutes and 24 hours."
        case .followUpSent: "The follow-up was sent already. Change it where it was sent."
        case .transcript(let error): error.message
        }
    }
}
