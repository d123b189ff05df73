/// What Google's pages need besides the common stylesheet.
enum GoogleStyle {
    static let text = """
        .places { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 24px; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
        .rows { padding: 0 24px; margin-top: 16px; }
        .rows li { padding: 16px 0; overflow-wrap: anywhere; }
        .rows li + li { border-top: 1px solid var(--line); }
        .rows p { margin: 2px 0 0; }
        .rows .timed { display: grid; grid-template-columns: 112px 1fr; gap: 4px 12px; }
        .rows .timed > div { min-width: 0; }
        .tick { display: flex; gap: 10px; align-items: flex-start; cursor: pointer; padding: 4px 0; }
        .tick input { flex: none; min-height: 0; width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--accent); }
        .tick span { min-width: 0; }
        .links { display: flex; flex-wrap: wrap; gap: 4px 12px; margin-top: 4px; }
        .grant { margin-top: 12px; }
        .grant h2 { margin: 0 0 8px; font-size: 17px; }
        iframe.letter { display: block; width: 100%; height: 360px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
        body.letter { background: var(--card); padding: 16px; overflow-wrap: anywhere; }
        .prose { border-top: 1px solid var(--line); margin: 16px 0; padding-top: 8px; overflow-wrap: anywhere; }
        .prose ul, .prose ol, .letter ul, .letter ol { padding-left: 24px; list-style: revert; }
        .prose h2, .letter h2 { font-size: 21px; margin: 24px 0 4px; }
        .prose h3, .letter h3 { margin: 16px 0 4px; }
        .prose blockquote, .letter blockquote { margin: 8px 0; padding-left: 16px; border-left: 3px solid var(--line); color: var(--quiet); }
        .prose table, .letter table { display: block; overflow-x: auto; border-collapse: collapse; }
        .prose td, .prose th, .letter td, .letter th { border: 1px solid var(--line); padding: 4px 8px; text-align: left; }
        @media (max-width: 480px) {
          .rows { padding: 0 16px; }
          .rows .timed { grid-template-columns: 1fr; }
        }

        """
}
