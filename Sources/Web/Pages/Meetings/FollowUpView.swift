import Domain
import Foundation
import Meetings

/// The meeting after a meeting, on the page of that.
struct FollowUpView: Sendable {
    let meeting: String
    let isSet: Bool
    /// Those of the form; empty where nothing is agreed.
    let title: String
    let day: String
    let time: String
    let minutes: Int
    /// `Tue 24 Nov 2026, 10:00`
    let when: String?
    /// The zone that the times are told in.
    let zone: String
    /// `30 minutes`
    let length: String?
    let quote: String?
    let deliveries: [DeliveryView]
    let lanes: [LaneView]
    let lanesVersion: String
    let hasLanes: Bool
    /// Not once it was sent, for what was sent stays as it is.
    let isEditable: Bool
    let csrf: String

    init(_ record: MeetingRecord, routing: MeetingRouting) {
        let (followUp, reader) = (record.followUp, routing.reader)
        let zone = followUp?.timeZone ?? record.meeting.timeZone
        self.zone = zone
        let clock = TimeZone(identifier: zone) ?? .gmt
        meeting = record.meeting.id.rawValue
        isSet = followUp != nil
        title = followUp?.title ?? ""
        day = followUp.map { $0.startsAt.formatted(Date.ISO8601FormatStyle(timeZone: clock).year().month().day()) } ?? ""
        time = followUp.flatMap { ClockTime(of: $0.startsAt, in: clock)?.description } ?? ""
        minutes = followUp?.minutes ?? 30
        when = followUp.map { Moment(timeZone: zone, texts: reader.texts).full($0.startsAt) }
        length = followUp.map { reader.moment.minutes(Double($0.minutes) * 60) }
        quote = followUp?.quote
        deliveries = routing.sentOfFollowUp
        lanes = followUp == nil ? [] : routing.lanesOfFollowUp(after: record.meeting.id)
        lanesVersion = LaneView.version(lanes)
        hasLanes = !lanes.isEmpty
        isEditable = routing.mayChangeFollowUp
        csrf = reader.csrf
    }
}
