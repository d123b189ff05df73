import Domain
import Meetings

/// What was understood of a transcript before anything is kept.
struct PreviewPage: Page {
    static let template = "preview-page"
    let preview: View

    struct View: Sendable {
        let title: String
        let heldLocal: String
        /// `WebVTT transcript · 4 people · 12 minutes`
        let what: String
        let found: String
        let items: [Item]
        let hasItems: Bool
        let more: String?
        let known: Known?
    }

    struct Item: Sendable {
        let title: String
        let owner: String?
        let due: String?
    }

    struct Known: Sendable {
        let href: String
    }

    /// Items shown by name; of the others the number.
    private static let most = 5

    init(_ upload: UploadPreview, person: Person, reader: Reader) {
        let texts = reader.texts
        let items = upload.items
        let rest = items.count - Self.most
        preview = View(
            title: upload.title, heldLocal: LocalTime.text(upload.heldAt, in: person.timeZone),
            what: [
                texts("format.\(upload.format.rawValue)"), texts("preview.people", count: upload.speakers.count),
                upload.duration.map(reader.moment.minutes),
            ].compactMap(\.self).joined(separator: " · "),
            found: texts("preview.found", count: items.count),
            items: items.prefix(Self.most).map { Item(title: $0.title, owner: $0.owner, due: $0.dueOn.map(reader.moment.short)) },
            hasItems: !items.isEmpty, more: rest > 0 ? texts("preview.more", count: rest) : nil,
            known: upload.known.map { Known(href: "/meetings/\($0)") }
        )
    }
}
