/// Our own drawing for Google: not its logo.
enum GoogleMark {
    static let drawing: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 12h8.6"/><circle cx="12" cy="12" r="3.4"/></svg>
        """
}
