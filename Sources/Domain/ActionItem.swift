/// One task found in a transcript, or written by the person.
package struct ActionItem: Sendable, Equatable {
    /// A short imperative sentence, at most 200 characters.
    package var title: String
    /// The name of whoever said they would do it; `nil` unless the transcript says so: wrong is worse than empty.
    package var owner: String?
    package var dueOn: Day?
    /// The transcript's own words, verbatim; `nil` only on an item a person added.
    package var quote: String?
    /// Seconds from the start of the meeting.
    package var at: Double?
    /// The position in the transcript of the segment the quote stands in.
    package var segment: Int?
    /// Of the items that were merged into it.
    package var moreQuotes: [Quote] = []
    package var priority: Priority
    package var band: Band

    /// How pressing it is; `none` unless the transcript or the person says so.
    package enum Priority: String, Sendable, CaseIterable {
        case none, urgent, high, medium, low
    }

    /// How sure the extractor is.
    package enum Band: String, Sendable, CaseIterable {
        /// Ticked when the person reviews the meeting.
        case confident
        /// Folded away below, for the person to promote.
        case possible
    }

    /// Its own words, then those of the items merged into it.
    package var quotes: [Quote] {
        (quote.map { [Quote(text: $0, at: at, segment: segment)] } ?? []) + moreQuotes
    }

    /// All quotes as one text; `nil` where there is none.
    package var wording: String? {
        quotes.isEmpty ? nil : quotes.map(\.text).joined(separator: " … ")
    }

    package init(
        title: String, owner: String? = nil, dueOn: Day? = nil, quote: String? = nil, at: Double? = nil, segment: Int? = nil,
        priority: Priority = .none, band: Band = .confident
    ) {
        self.title = title
        self.owner = owner
        self.dueOn = dueOn
        self.quote = quote
        self.at = at
        self.segment = segment
        self.priority = priority
        self.band = band
    }
}
