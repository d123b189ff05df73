/// Our own drawing for Linear: not its logo.
enum LinearMark {
    static let drawing: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3l9 9-9 9-9-9z"/><path d="M7.5 12h9"/></svg>
        """
}
