/// How PostgreSQL tells a genuine ticket: `KEY.KIND.SUBJECT.EXPIRY.MAC`, handed over as a setting of the transaction.
///
/// The MAC is HMAC-SHA-256 (RFC 2104) of what stands before it. PostgreSQL has SHA-256 but no HMAC of its own, so each key is kept as its
/// two padded blocks. Only the owner of the schema reads them; the functions run as the owner, with a search path nobody can bend.
enum Ticket {
    static let statements: [SQL] = [
        "create schema if not exists meeting_intelligence",
        """
        create table meeting_intelligence.ticket_keys (
            id text primary key,
            inner_block bytea not null,
            outer_block bytea not null,
            created_at bigint not null
        )
        """,
        "revoke all on meeting_intelligence.ticket_keys from public",
        """
        create function meeting_intelligence.ticket() returns text[] language plpgsql stable security definer
        set search_path = pg_catalog, pg_temp as $$
        declare
            given text := current_setting('meeting_intelligence.ticket', true);
            part text[];
            inner_block bytea;
            outer_block bytea;
            mac bytea;
        begin
            if given is null or given !~ '^[0-9a-f]{16}[.](person|worker|gate)[.]([0-9a-f]{2}){0,255}[.][0-9]{1,15}[.][0-9a-f]{64}$' then
                return null;
            end if;
            part := string_to_array(given, '.');
            if part[4]::bigint < extract(epoch from clock_timestamp()) * 1000 then
                return null;
            end if;
            select k.inner_block, k.outer_block into inner_block, outer_block from meeting_intelligence.ticket_keys as k where k.id = part[1];
            if not found then
                return null;
            end if;
            mac := sha256(outer_block || sha256(inner_block || convert_to(array_to_string(part[1:4], '.'), 'UTF8')));
            -- Compared by hash, so that the time it takes tells nothing about the MAC.
            if sha256(mac) <> sha256(decode(part[5], 'hex')) then
                return null;
            end if;
            return array[part[2], convert_from(decode(part[3], 'hex'), 'UTF8')];
        end
        $$
        """,
        """
        create function meeting_intelligence.uid() returns text language sql stable security definer
        set search_path = pg_catalog, pg_temp as
        $$ select case when t[1] = 'person' then t[2] end from meeting_intelligence.ticket() as t $$
        """,
        """
        create function meeting_intelligence.claim() returns text language sql stable security definer
        set search_path = pg_catalog, pg_temp as $$ select t[1] from meeting_intelligence.ticket() as t $$
        """,
        """
        create function meeting_intelligence.knows_ticket_key(key_id text) returns boolean language sql stable security definer
        set search_path = pg_catalog, pg_temp as
        $$ select exists (select from meeting_intelligence.ticket_keys where id = key_id) $$
        """,
        "revoke all on all functions in schema meeting_intelligence from public",
    ]
}
