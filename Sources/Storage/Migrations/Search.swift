extension Migrations {
    /// Full-text search: every meeting in passages that each database indexes in its own way.
    ///
    /// SQLite has FTS5, which ``PassageTable`` tells of every change: no trigger may where `trusted_schema` is off. PostgreSQL has a column of lexemes and no index on it: row-level security looks at
    /// whose row it is before any operator that might tell (`@@` is not leakproof), so such an index would never be used; the person's
    /// passages are found by key and their lexemes compared.
    static let search = Migration(number: 13, name: "search", sqlite: sqlitePassages, postgres: postgresPassages)

    private static let passageKeys: [SQL] = [
        "create unique index passages_by_meeting on passages (user_id, meeting_id, part, number, coalesce(item_id, ''))",
        "create index passages_by_item on passages (user_id, item_id) where item_id is not null",
    ]

    private static let sqlitePassages: [SQL] =
        [
            // A key of its own, which the index refers to: any other row number may change when the file is compacted, and one that was used
            // before could find an entry the index has not let go of.
            """
            create table passages (
                id integer primary key autoincrement,
                user_id text not null references people (id) on delete cascade,
                meeting_id text not null references meetings (id) on delete cascade,
                part text not null check (part in ('title', 'item', 'decision', 'transcript', 'speakers')),
                number bigint not null,
                item_id text references action_items (id) on delete cascade,
                text text not null
            )
            """
        ] + passageKeys + [
            "create index passages_of_meeting on passages (meeting_id)",
            "create index passages_of_item on passages (item_id)",
            """
            create virtual table passage_words using fts5 (
                text, content = 'passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
            )
            """,
            """
            insert into passages (user_id, meeting_id, part, number, text)
            select user_id, meetings.id, 'speakers', 0, (select group_concat(value, ', ') from json_each(meetings.speakers))
            from meetings where speakers <> '[]'
            """,
            """
            insert into passages (user_id, meeting_id, part, number, text)
            select user_id, meetings.id, 'decision', entry.key, entry.value from meetings, json_each(meetings.decisions) as entry
            """,
            """
            insert into passages (user_id, meeting_id, part, number, text)
            select user_id, meeting_id, 'transcript', entry.key, json_extract(entry.value, '$.text')
            from transcripts, json_each(transcripts.segments) as entry
            """,
        ] + titles + ["insert into passage_words (passage_words) values ('rebuild')"]

    private static let postgresPassages: [SQL] =
        [
            // Accents are taken off by decomposing and leaving out the marks, so that no extension is needed; signs become gaps, so that
            // the parser sees words alone, and not addresses or versions.
            """
            create function meeting_intelligence.fold(text) returns text language sql immutable parallel safe as $$
                select pg_catalog.regexp_replace(
                    pg_catalog.lower(pg_catalog.regexp_replace(normalize($1, NFD), '[\\u0300-\\u036f]', '', 'g')),
                    '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b1\\u00b4\\u00b6-\\u00b8\\u00bb\\u00bf\\u2000-\\u206f\\u3000-\\u3003]+',
                    ' ', 'g')
            $$
            """,
            // `id` is SQLite's; a move brings it along.
            """
            create table passages (
                id bigint,
                user_id text not null references people (id) on delete cascade,
                meeting_id text not null,
                part text not null check (part in ('title', 'item', 'decision', 'transcript', 'speakers')),
                number bigint not null,
                item_id text,
                text text not null,
                words tsvector generated always as (to_tsvector('simple', meeting_intelligence.fold(text))) stored,
                foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade,
                foreign key (user_id, item_id) references action_items (user_id, id) on delete cascade
            )
            """,
            // The owner of the tables is held to the policies too, and comes without a person's ticket.
            "alter table meetings no force row level security",
            "alter table transcripts no force row level security",
            "alter table action_items no force row level security",
            """
            insert into passages (user_id, meeting_id, part, number, text)
            select user_id, id, 'speakers', 0, (select string_agg(value, ', ') from json_array_elements_text(meetings.speakers::json))
            from meetings where speakers <> '[]'
            """,
            """
            insert into passages (user_id, meeting_id, part, number, text)
            select user_id, id, 'decision', entry.place - 1, entry.value
            from meetings, json_array_elements_text(meetings.decisions::json) with ordinality as entry (value, place)
            """,
            """
            insert into passages (user_id, meeting_id, part, number, text)
            select user_id, meeting_id, 'transcript', entry.place - 1, entry.value ->> 'text'
            from transcripts, json_array_elements(transcripts.segments::json) with ordinality as entry (value, place)
            """,
        ] + titles + passageKeys + [
            "alter table meetings force row level security",
            "alter table transcripts force row level security",
            "alter table action_items force row level security",
        ] + RowSecurity.protect("passages")

    private static let titles: [SQL] = [
        "insert into passages (user_id, meeting_id, part, number, text) select user_id, id, 'title', 0, title from meetings",
        """
        insert into passages (user_id, meeting_id, part, number, item_id, text)
        select user_id, meeting_id, 'item', 0, id, title || coalesce(' · ' || owner, '') from action_items
        """,
    ]
}
