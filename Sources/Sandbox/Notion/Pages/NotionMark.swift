/// Our own drawing for Notion: not its logo.
enum NotionMark {
    static let drawing: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3.5h9l4 4v13H6zM15 3.5v4h4M9 12h7M9 15.5h7"/></svg>
        """
}
