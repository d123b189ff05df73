/// Our own drawing for Slack: not its logo.
enum SlackMark {
    static let drawing: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M9.5 4L7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16"/></svg>
        """
}
