/// What messages, channels and pages of blocks need beside the common stylesheet.
enum SlackStyle {
    static let text = """
        .channels { padding: 8px 24px; margin-top: 16px; }
        .channels li { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; padding: 8px 0; }
        .channels li + li { border-top: 1px solid var(--line); }
        .channels .title { flex: 1; min-width: 0; }
        .sign { font-size: 13px; color: var(--quiet); min-width: 16px; }
        .messages { list-style: none; margin: 16px 0; padding: 0 24px; }
        .message { display: flex; gap: 12px; padding: 16px 0; }
        .message + .message { border-top: 1px solid var(--line); }
        .message > div { flex: 1; min-width: 0; }
        .message h2 { font-size: 17px; margin: 8px 0; }
        .message hr { border: 0; border-top: 1px solid var(--line); margin: 12px 0; }
        .message pre { white-space: pre-wrap; background: var(--page); padding: 8px 12px; border-radius: 10px; margin: 4px 0; font-size: 13px; }
        .message blockquote { border-left: 3px solid var(--line); margin: 4px 0; padding-left: 12px; display: inline-block; }
        .message time { font-size: 13px; color: var(--quiet); white-space: nowrap; }
        .author { margin: 0 0 4px; }
        .words { overflow-wrap: anywhere; margin: 4px 0; }
        .words > span + span { margin-left: 12px; }
        .app { font-size: 11px; border: 1px solid var(--line); border-radius: 4px; padding: 1px 4px; color: var(--quiet); }
        .mention, .reference { background: var(--tint); color: var(--accent); border-radius: 4px; padding: 0 3px; font-weight: 600; }
        .fields { display: grid; gap: 4px 16px; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); }
        .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
        .button { border: 1px solid var(--line); border-radius: 10px; padding: 4px 12px; font-size: 13px; }
        .option { display: flex; gap: 12px; align-items: flex-start; cursor: pointer; min-height: 32px; }
        .option input { min-height: 0; width: 18px; height: 18px; margin: 2px 0 0; accent-color: var(--accent); flex: none; }
        .below, h1 + .card { margin-top: 16px; }
        .notion { overflow-wrap: anywhere; }
        .notion .inside { padding-left: 20px; }
        .notion pre { white-space: pre-wrap; }
        @media (max-width: 480px) { .channels, .messages { padding: 4px 16px; } }

        """
}
