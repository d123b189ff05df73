/// Our own drawing for Todoist: not its logo.
enum TodoistMark {
    static let drawing: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><rect x="4" y="4" width="16" height="16" rx="3"/><path d="M8 9.5l2 2 4-4M8 15.5h8"/></svg>
        """
}
