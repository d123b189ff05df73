/// Drawings every provider's pages share.
enum Mark {
    /// The product's.
    static let client: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11h-9l-4 4v-4H4z"/><path d="M8.5 10.5l2.3 2.3 4.7-4.6"/></svg>
        """

    static let check: HTML = """
        <svg class="check" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>
        """
}
