import Domain
import Foundation

/// Who reads a page: in which language, at what time in which zone, and what their forms carry back.
struct Reader: Sendable {
    let texts: Texts
    let moment: Moment
    let now: Date
    let csrf: String
    let isOperator: Bool
}

extension PersonContext {
    func reader(_ time: TimeSource) -> Reader {
        Reader(
            texts: site.texts, moment: Moment(timeZone: person.timeZone, texts: site.texts), now: time.now, csrf: site.formToken,
            isOperator: person.isOperator
        )
    }
}
