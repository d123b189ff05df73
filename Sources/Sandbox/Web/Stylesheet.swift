import Hummingbird

/// The one stylesheet of all sandbox pages.
enum Stylesheet {
    static let path = "/sandbox/style.css"
    static let route: RouterPath = "/sandbox/style.css"

    static var answer: Answer {
        Answer(
            status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "max-age=60"],
            body: text + GoogleStyle.text + SlackStyle.text
        )
    }

    private static let text = """
        :root {
          color-scheme: light dark;
          --page: #f5f6f8; --card: #fff; --line: #dfe2e8; --text: #1d2129; --quiet: #5b6472; --accent: #0b6570; --on-accent: #fff;
          --tint: #e6f1f2; --stripe: #f3c94a; --stripe-dark: #e0b12c; --on-stripe: #2b2200;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14171c; --card: #1c2027; --line: #323843; --text: #e8eaee; --quiet: #a0a9b6; --accent: #5cc3cf; --on-accent: #06252a;
            --tint: #16343a; --stripe: #5a4a14; --stripe-dark: #4b3d10; --on-stripe: #ffeab0;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
        main { max-width: 720px; margin: 0 auto; padding: 32px 20px 64px; }
        main.narrow { max-width: 480px; }
        h1, h2, h3 { line-height: 1.2; margin: 0; text-wrap: balance; overflow-wrap: anywhere; }
        h1 { font-size: 28px; letter-spacing: -0.01em; }
        h2 { font-size: 21px; margin-top: 32px; }
        h3 { font-size: 17px; }
        p { margin: 8px 0; max-width: 68ch; }
        a { color: var(--accent); text-underline-offset: 3px; }
        small { display: block; font-size: 13px; color: var(--quiet); overflow-wrap: anywhere; }
        code { font-size: 13px; }
        ul { list-style: none; margin: 0; padding: 0; }
        .lead { font-size: 17px; color: var(--quiet); }
        .quiet { font-size: 13px; color: var(--quiet); }
        .trail { font-size: 13px; margin: 0 0 16px; color: var(--quiet); }
        .band {
          margin: 0; max-width: none; padding: 8px 16px; text-align: center; font-size: 13px; color: var(--on-stripe);
          background: repeating-linear-gradient(-45deg, var(--stripe) 0 14px, var(--stripe-dark) 14px 28px);
        }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 24px; }
        .cards { display: grid; gap: 12px; margin: 16px 0; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); }
        .mark, .check { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round; }
        h1 .mark, h2 .mark { vertical-align: -4px; color: var(--accent); }
        .avatar {
          flex: none; width: 32px; height: 32px; border-radius: 50%; background: var(--tint); color: var(--accent);
          font-size: 13px; font-weight: 600; display: grid; place-items: center;
        }
        .people li { display: flex; gap: 12px; align-items: center; padding: 6px 0; }
        .people { margin-top: 12px; }
        button, input, select {
          font: inherit; color: inherit; min-height: 44px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: 0 16px;
        }
        button { cursor: pointer; font-weight: 600; }
        button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        details { margin-top: 12px; border-top: 1px solid var(--line); }
        summary { padding: 12px 0; cursor: pointer; font-weight: 600; }
        .grid { display: grid; gap: 12px 16px; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); padding-bottom: 16px; align-items: end; }
        .grid label { display: grid; gap: 4px; font-size: 13px; color: var(--quiet); }
        .grid input, .grid select { width: 100%; min-width: 0; color: var(--text); font-size: 15px; }
        .actions { display: flex; gap: 12px; justify-content: flex-end; margin: 0; max-width: none; }
        .grid .actions { grid-column: 1 / -1; }
        .consent h1 { font-size: 21px; text-align: center; }
        .consent h2 { font-size: 13px; font-weight: 600; color: var(--quiet); margin: 24px 0 8px; }
        .consent > .quiet { text-align: center; margin: 12px auto 0; }
        .marks { display: flex; gap: 12px; align-items: center; justify-content: center; margin: 0 0 16px; color: var(--accent); }
        .marks .mark { width: 44px; height: 44px; padding: 9px; border: 1px solid var(--line); border-radius: 10px; }
        .wire { width: 36px; border-top: 2px dotted var(--line); }
        .scopes li { display: flex; gap: 10px; padding: 4px 0; }
        .check { flex: none; width: 20px; height: 20px; margin-top: 2px; stroke-width: 2; color: var(--accent); }
        fieldset { border: 0; padding: 0; margin: 0 0 12px; }
        legend { font-size: 13px; color: var(--quiet); padding: 0; margin-bottom: 4px; }
        .choice {
          display: flex; gap: 12px; align-items: center; padding: 8px 12px; border: 1px solid var(--line); margin-top: -1px; cursor: pointer;
        }
        .choice:first-of-type { border-radius: 10px 10px 0 0; }
        .choice:last-of-type { border-radius: 0 0 10px 10px; }
        .choice:has(:checked) { background: var(--tint); }
        .choice:has(:checked) .avatar { background: var(--card); }
        .choice input { min-height: 0; width: 18px; height: 18px; margin: 0; accent-color: var(--accent); }
        .consent .actions {
          position: sticky; bottom: 0; background: var(--card); padding: 16px 0; margin-top: 16px; border-top: 1px solid var(--line);
        }
        .consent .actions button { flex: 1; }
        .issues { padding: 0 24px; margin-top: 16px; }
        .issues li { display: grid; grid-template-columns: 72px 1fr; gap: 4px 12px; padding: 16px 0; }
        .issues li + li { border-top: 1px solid var(--line); }
        .issues li > div { min-width: 0; }
        .identifier { font-size: 13px; color: var(--quiet); line-height: 24px; }
        .title { font-weight: 600; color: var(--text); text-decoration: none; overflow-wrap: anywhere; }
        .title:hover { text-decoration: underline; }
        .excerpt {
          margin: 2px 0 0; color: var(--quiet); overflow: hidden; overflow-wrap: anywhere;
          display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
        }
        .facts { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 8px 0 0; font-size: 13px; }
        .facts dt { display: inline; color: var(--quiet); }
        .facts dd { display: inline; margin: 0 0 0 4px; }
        .issue .text { white-space: pre-wrap; overflow-wrap: anywhere; border-top: 1px solid var(--line); margin: 16px 0; padding-top: 16px; }
        .issue h2 { font-size: 17px; margin: 16px 0 4px; }
        .issue li { overflow-wrap: anywhere; }
        .empty { margin-top: 16px; color: var(--quiet); max-width: none; }
        @media (max-width: 480px) {
          main { padding: 16px 12px 32px; }
          .card { padding: 20px 16px; }
          .issues { padding: 0 16px; }
          .issues li { grid-template-columns: 1fr; }
          .identifier { line-height: 1.2; }
        }
        @media (prefers-reduced-motion: no-preference) { button, .choice { transition: background-color 140ms, border-color 140ms; } }

        """
}
