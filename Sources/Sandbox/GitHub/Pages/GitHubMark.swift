/// Our own drawing for GitHub: not its logo.
enum GitHubMark {
    static let drawing: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><circle cx="7" cy="5.5" r="2.2"/><circle cx="7" cy="18.5" r="2.2"/><circle cx="17" cy="8.5" r="2.2"/><path d="M7 7.7v8.6M17 10.7c0 3.6-10 2-10 5.6"/></svg>
        """
}
