-- 1 people

create table people (
    id text primary key,
    name text not null,
    email text not null,
    email_key text not null unique,
    password_hash text not null,
    time_zone text not null,
    created_at bigint not null,
    updated_at bigint not null
);

create table sessions (
    token_hash bytea primary key,
    id text not null unique,
    user_id text not null references people (id) on delete cascade,
    device text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);

create index sessions_by_user on sessions (user_id);

create table api_tokens (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    name text not null,
    token_hash bytea not null unique,
    created_at bigint not null,
    last_used_at bigint
);

create index api_tokens_by_user on api_tokens (user_id);

create table throttles (
    key_hash bytea primary key,
    failures bigint not null,
    window_ends_at bigint not null
);

create table activity (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    kind text not null,
    provider text,
    cause text,
    address text,
    at bigint not null
);

create index activity_by_user on activity (user_id, at);

create table organisations (
    id text primary key,
    name text not null,
    created_at bigint not null
);

create table memberships (
    org_id text not null references organisations (id) on delete cascade,
    user_id text not null references people (id) on delete cascade,
    role text not null check (role in ('owner', 'member')),
    created_at bigint not null,
    primary key (org_id, user_id)
);

-- 2 connections

create table data_keys (
    id text primary key,
    user_id text references people (id) on delete cascade,
    org_id text references organisations (id) on delete cascade,
    kek_id text not null,
    wrapped bytea not null,
    created_at bigint not null,
    check ((user_id is null) <> (org_id is null))
);

create unique index data_keys_by_user on data_keys (user_id) where user_id is not null;

create unique index data_keys_by_org on data_keys (org_id) where org_id is not null;

create table key_checks (
    kek_id text primary key,
    sealed bytea not null,
    created_at bigint not null
);

create table authorizations (
    state_hash bytea primary key,
    user_id text not null references people (id) on delete cascade,
    provider text not null,
    browser_hash bytea not null,
    verifier bytea,
    return_path text not null,
    created_at bigint not null,
    expires_at bigint not null
);

create index authorizations_by_expiry on authorizations (expires_at);

create table user_integrations (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    integration_type text not null,
    access_token bytea,
    refresh_token bytea,
    previous_refresh_token bytea,
    token_expires_at bigint,
    token_issued_at bigint,
    integration_data text not null,
    state text not null check (state in ('connected', 'needs_reconnect', 'disconnected')),
    generation bigint not null,
    refresh_owner text,
    refresh_lease_until bigint,
    connected_at bigint not null,
    last_used_at bigint,
    is_active bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (user_id, integration_type)
);

create index user_integrations_by_expiry on user_integrations (token_expires_at) where is_active = 1;

create table org_integrations (
    id text primary key,
    org_id text not null references organisations (id) on delete cascade,
    integration_type text not null,
    access_token bytea,
    refresh_token bytea,
    previous_refresh_token bytea,
    token_expires_at bigint,
    token_issued_at bigint,
    integration_data text not null,
    state text not null check (state in ('connected', 'needs_reconnect', 'disconnected')),
    generation bigint not null,
    refresh_owner text,
    refresh_lease_until bigint,
    connected_by text references people (id) on delete set null,
    connected_at bigint not null,
    last_used_at bigint,
    is_active bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (org_id, integration_type)
);

create table revocations (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    provider text not null,
    token bytea,
    state text not null check (state in ('queued', 'revoked', 'already_invalid', 'unsupported', 'failed')),
    attempts bigint not null,
    due_at bigint not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index revocations_due on revocations (due_at) where state = 'queued';

-- 3 meetings

create table meetings (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    title text not null,
    held_at bigint not null,
    time_zone text not null,
    format text not null,
    speakers text not null,
    duration_ms bigint,
    summary text not null,
    decisions text not null,
    created_at bigint not null
);

create index meetings_by_user on meetings (user_id, held_at);

create table transcripts (
    meeting_id text primary key references meetings (id) on delete cascade,
    user_id text not null references people (id) on delete cascade,
    content_hash bytea not null,
    original bytea not null,
    segments text not null,
    unique (user_id, content_hash)
);

create table action_items (
    id text primary key,
    meeting_id text not null references meetings (id) on delete cascade,
    user_id text not null references people (id) on delete cascade,
    position bigint not null,
    title text not null,
    owner text,
    due_on text,
    quote text,
    at_ms bigint,
    segment bigint,
    priority text not null check (priority in ('none', 'urgent', 'high', 'medium', 'low')),
    band text not null check (band in ('confident', 'possible')),
    created_at bigint not null,
    updated_at bigint not null
);

create index action_items_by_meeting on action_items (meeting_id, position);

-- 4 deliveries

create table deliveries (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    meeting_id text not null references meetings (id) on delete cascade,
    item_id text not null references action_items (id) on delete cascade,
    provider text not null,
    destination text not null,
    choice text,
    object_id text not null unique,
    state text not null check (state in (
        'queued', 'in_flight', 'delivered', 'waiting_for_connection', 'blocked_by_scope', 'retrying', 'uncertain', 'failed',
        'cancelled'
    )),
    attempts bigint not null,
    due_at bigint not null,
    lease_owner text,
    lease_until bigint,
    url text,
    message text,
    created_at bigint not null,
    updated_at bigint not null,
    unique (item_id, destination)
);

create index deliveries_due on deliveries (due_at) where state in ('queued', 'retrying', 'in_flight');

create index deliveries_by_meeting on deliveries (meeting_id);

create index deliveries_by_user on deliveries (user_id, provider, state);

create table delivery_events (
    delivery_id text not null references deliveries (id) on delete cascade,
    number bigint not null,
    user_id text not null references people (id) on delete cascade,
    state text not null,
    cause text,
    at bigint not null,
    primary key (delivery_id, number)
);

-- 5 isolation

create schema if not exists meeting_intelligence;

create table meeting_intelligence.ticket_keys (
    id text primary key,
    inner_block bytea not null,
    outer_block bytea not null,
    created_at bigint not null
);

revoke all on meeting_intelligence.ticket_keys from public;

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
$$;

create function meeting_intelligence.uid() returns text language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$ select case when t[1] = 'person' then t[2] end from meeting_intelligence.ticket() as t $$;

create function meeting_intelligence.claim() returns text language sql stable security definer
set search_path = pg_catalog, pg_temp as $$ select t[1] from meeting_intelligence.ticket() as t $$;

create function meeting_intelligence.knows_ticket_key(key_id text) returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$ select exists (select from meeting_intelligence.ticket_keys where id = key_id) $$;

revoke all on all functions in schema meeting_intelligence from public;

alter table transcripts drop constraint transcripts_meeting_id_fkey;

alter table action_items drop constraint action_items_meeting_id_fkey;

alter table deliveries drop constraint deliveries_meeting_id_fkey, drop constraint deliveries_item_id_fkey;

alter table delivery_events drop constraint delivery_events_delivery_id_fkey;

alter table meetings drop constraint meetings_pkey, add primary key (user_id, id);

alter table transcripts drop constraint transcripts_pkey, add primary key (user_id, meeting_id);

alter table action_items drop constraint action_items_pkey, add primary key (user_id, id);

alter table deliveries drop constraint deliveries_pkey, add primary key (user_id, id), drop constraint deliveries_object_id_key,
    add unique (user_id, object_id);

alter table delivery_events drop constraint delivery_events_pkey, add primary key (user_id, delivery_id, number);

alter table transcripts add foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade;

alter table action_items add foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade;

alter table deliveries add foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade,
    add foreign key (user_id, item_id) references action_items (user_id, id) on delete cascade;

alter table delivery_events add foreign key (user_id, delivery_id) references deliveries (user_id, id) on delete cascade;

alter table sessions drop constraint sessions_pkey, drop constraint sessions_id_key, add primary key (user_id, id);

create index sessions_by_token on sessions (token_hash);

alter table api_tokens drop constraint api_tokens_pkey, drop constraint api_tokens_token_hash_key, add primary key (user_id, id);

create index api_tokens_by_hash on api_tokens (token_hash);

alter table activity drop constraint activity_pkey, add primary key (user_id, id);

alter table authorizations drop constraint authorizations_pkey, add primary key (user_id, state_hash);

alter table user_integrations drop constraint user_integrations_pkey, add primary key (user_id, id);

alter table org_integrations drop constraint org_integrations_pkey, add primary key (org_id, id);

alter table revocations drop constraint revocations_pkey, add primary key (user_id, id);

alter table data_keys drop constraint data_keys_pkey;

create index data_keys_by_id on data_keys (id);

alter table people enable row level security;

alter table people force row level security;

comment on table people is 'Meeting Intelligence';

create policy people_own on people for all using (id = (select meeting_intelligence.uid())) with check (id = (select meeting_intelligence.uid()));

create policy people_gate on people for all using ((select meeting_intelligence.claim()) = 'gate') with check ((select meeting_intelligence.claim()) = 'gate');

alter table sessions enable row level security;

alter table sessions force row level security;

comment on table sessions is 'Meeting Intelligence';

create policy sessions_own on sessions for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy sessions_gate on sessions for all using ((select meeting_intelligence.claim()) = 'gate') with check ((select meeting_intelligence.claim()) = 'gate');

alter table api_tokens enable row level security;

alter table api_tokens force row level security;

comment on table api_tokens is 'Meeting Intelligence';

create policy api_tokens_own on api_tokens for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy api_tokens_gate on api_tokens for all using ((select meeting_intelligence.claim()) = 'gate') with check ((select meeting_intelligence.claim()) = 'gate');

alter table throttles enable row level security;

alter table throttles force row level security;

comment on table throttles is 'Meeting Intelligence';

create policy throttles_person on throttles for all using ((select meeting_intelligence.claim()) = 'person') with check ((select meeting_intelligence.claim()) = 'person');

create policy throttles_worker on throttles for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

create policy throttles_gate on throttles for all using ((select meeting_intelligence.claim()) = 'gate') with check ((select meeting_intelligence.claim()) = 'gate');

alter table activity enable row level security;

alter table activity force row level security;

comment on table activity is 'Meeting Intelligence, append only';

create policy activity_own on activity for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy activity_worker on activity for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

create policy activity_gate on activity for all using ((select meeting_intelligence.claim()) = 'gate') with check ((select meeting_intelligence.claim()) = 'gate');

alter table authorizations enable row level security;

alter table authorizations force row level security;

comment on table authorizations is 'Meeting Intelligence';

create policy authorizations_own on authorizations for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy authorizations_worker on authorizations for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table data_keys enable row level security;

alter table data_keys force row level security;

comment on table data_keys is 'Meeting Intelligence';

create policy data_keys_own on data_keys for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy data_keys_worker on data_keys for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table key_checks enable row level security;

alter table key_checks force row level security;

comment on table key_checks is 'Meeting Intelligence';

create policy key_checks_worker on key_checks for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table user_integrations enable row level security;

alter table user_integrations force row level security;

comment on table user_integrations is 'Meeting Intelligence';

create policy user_integrations_own on user_integrations for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy user_integrations_worker on user_integrations for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table revocations enable row level security;

alter table revocations force row level security;

comment on table revocations is 'Meeting Intelligence';

create policy revocations_own on revocations for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy revocations_worker on revocations for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table meetings enable row level security;

alter table meetings force row level security;

comment on table meetings is 'Meeting Intelligence';

create policy meetings_own on meetings for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

alter table transcripts enable row level security;

alter table transcripts force row level security;

comment on table transcripts is 'Meeting Intelligence';

create policy transcripts_own on transcripts for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

alter table action_items enable row level security;

alter table action_items force row level security;

comment on table action_items is 'Meeting Intelligence';

create policy action_items_own on action_items for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

alter table deliveries enable row level security;

alter table deliveries force row level security;

comment on table deliveries is 'Meeting Intelligence';

create policy deliveries_own on deliveries for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy deliveries_worker on deliveries for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table delivery_events enable row level security;

alter table delivery_events force row level security;

comment on table delivery_events is 'Meeting Intelligence, append only';

create policy delivery_events_own on delivery_events for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy delivery_events_worker on delivery_events for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table memberships enable row level security;

alter table memberships force row level security;

comment on table memberships is 'Meeting Intelligence';

alter table organisations enable row level security;

alter table organisations force row level security;

comment on table organisations is 'Meeting Intelligence';

alter table org_integrations enable row level security;

alter table org_integrations force row level security;

comment on table org_integrations is 'Meeting Intelligence';

create policy memberships_own on memberships for select using (user_id = (select meeting_intelligence.uid()));

create policy organisations_own on organisations for select using (id in (select org_id from memberships));

create policy org_integrations_own on org_integrations for all using (org_id in (select org_id from memberships where memberships.role = 'owner')) with check (org_id in (select org_id from memberships where memberships.role = 'owner'));

create policy org_integrations_worker on org_integrations for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

do $$
begin
    if exists (select from pg_namespace where nspname = 'auth') then
        return;
    end if;
    create schema auth;
    comment on schema auth is 'Meeting Intelligence';
    create function auth.uid() returns uuid language sql stable set search_path = pg_catalog, pg_temp as
        'select case when u ~ ''^[0-9a-f-]{36}$'' then u::uuid end from meeting_intelligence.uid() as u';
    create view auth.users with (security_invoker = true) as
        select id::uuid as id, email, to_timestamp(created_at / 1000.0) as created_at, to_timestamp(updated_at / 1000.0) as updated_at
        from public.people where id ~ '^[0-9a-f-]{36}$';
end
$$;

-- 6 progress

alter table deliveries add column progress text;

-- 7 renewal

alter table user_integrations add column account_id text;

alter table user_integrations add column workspace_id text;

alter table user_integrations add column refresh_due_at bigint;

alter table user_integrations add column refresh_failures bigint not null default 0;

create index user_integrations_by_refresh on user_integrations (refresh_due_at)
    where state = 'connected' and refresh_due_at is not null;

create index user_integrations_by_account on user_integrations (integration_type, account_id, workspace_id);

alter table authorizations add column scopes text;

create table replacements (
    user_id text not null references people (id) on delete cascade,
    provider text not null,
    browser_hash bytea not null,
    chains text not null,
    revocations text not null,
    return_path text not null,
    created_at bigint not null,
    expires_at bigint not null,
    primary key (user_id, provider)
);

create index replacements_by_expiry on replacements (expires_at);

alter table revocations add column batch_id text;

alter table revocations no force row level security;

update revocations set batch_id = id;

alter table revocations force row level security;

alter table revocations alter column batch_id set not null;

alter table revocations add column account_id text;

alter table revocations drop constraint revocations_state_check;

alter table revocations add constraint revocations_state_check
    check (state in ('queued', 'revoked', 'already_invalid', 'unsupported', 'shared', 'failed'));

create index revocations_by_batch on revocations (user_id, batch_id);

alter table replacements enable row level security;

alter table replacements force row level security;

comment on table replacements is 'Meeting Intelligence';

create policy replacements_own on replacements for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy replacements_worker on replacements for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

-- 8 routing

create table routes (
    user_id text not null references people (id) on delete cascade,
    provider text not null,
    destination text not null,
    is_on bigint,
    choice text,
    recipients text not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (user_id, destination)
);

alter table user_integrations no force row level security;

alter table deliveries no force row level security;

insert into routes (user_id, provider, destination, choice, recipients, created_at, updated_at)
select user_id, integration_type, entry.key, entry.value, '[]', updated_at, updated_at
from user_integrations, json_each_text(integration_data::json -> 'defaults') as entry;

alter table deliveries alter column item_id drop not null;

alter table deliveries add column recipients text not null default '[]';

alter table deliveries add column first_attempt_at bigint;

alter table deliveries add column in_doubt bigint not null default 0;

alter table deliveries add column failing_since bigint;

alter table deliveries add column account text;

update deliveries set first_attempt_at = created_at where attempts > 0;

alter table deliveries drop constraint deliveries_item_id_destination_key;

alter table user_integrations force row level security;

alter table deliveries force row level security;

create unique index deliveries_once_by_item on deliveries (user_id, item_id, destination) where item_id is not null;

create unique index deliveries_once_by_meeting on deliveries (user_id, meeting_id, destination) where item_id is null;

alter table routes enable row level security;

alter table routes force row level security;

comment on table routes is 'Meeting Intelligence';

create policy routes_own on routes for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

-- 9 keys

alter table data_keys add column retired_at bigint;

drop index data_keys_by_user;

drop index data_keys_by_org;

create unique index data_keys_current_of_user on data_keys (user_id) where user_id is not null and retired_at is null;

create unique index data_keys_current_of_org on data_keys (org_id) where org_id is not null and retired_at is null;

create index data_keys_by_user on data_keys (user_id);

create index data_keys_by_org on data_keys (org_id);

create table key_rotations (
    id text primary key,
    kind text not null check (kind in ('keys', 'data')),
    started_at bigint not null,
    finished_at bigint
);

create unique index key_rotations_under_way on key_rotations (kind) where finished_at is null;

alter table key_rotations enable row level security;

alter table key_rotations force row level security;

comment on table key_rotations is 'Meeting Intelligence';

create policy key_rotations_worker on key_rotations for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

-- 10 letters

create table letters (
    user_id text not null references people (id) on delete cascade,
    id text not null,
    provider text not null,
    cause text not null,
    state text not null check (state in ('queued', 'sent', 'refused', 'dropped')),
    attempts bigint not null,
    due_at bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (user_id, id)
);

create index letters_due on letters (due_at) where state = 'queued';

alter table letters enable row level security;

alter table letters force row level security;

comment on table letters is 'Meeting Intelligence';

create policy letters_own on letters for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy letters_worker on letters for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

-- 11 sharing

alter table revocations add column may_be_shared bigint not null default 0;

-- 12 samples

alter table meetings add column is_sample bigint not null default 0;

-- 13 search

create function meeting_intelligence.fold(text) returns text language sql immutable parallel safe as $$
    select pg_catalog.regexp_replace(
        pg_catalog.lower(pg_catalog.regexp_replace(normalize($1, NFD), '[\u0300-\u036f]', '', 'g')),
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2000-\u206f\u3000-\u3003]+',
        ' ', 'g')
$$;

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
);

alter table meetings no force row level security;

alter table transcripts no force row level security;

alter table action_items no force row level security;

insert into passages (user_id, meeting_id, part, number, text)
select user_id, id, 'speakers', 0, (select string_agg(value, ', ') from json_array_elements_text(meetings.speakers::json))
from meetings where speakers <> '[]';

insert into passages (user_id, meeting_id, part, number, text)
select user_id, id, 'decision', entry.place - 1, entry.value
from meetings, json_array_elements_text(meetings.decisions::json) with ordinality as entry (value, place);

insert into passages (user_id, meeting_id, part, number, text)
select user_id, meeting_id, 'transcript', entry.place - 1, entry.value ->> 'text'
from transcripts, json_array_elements(transcripts.segments::json) with ordinality as entry (value, place);

insert into passages (user_id, meeting_id, part, number, text) select user_id, id, 'title', 0, title from meetings;

insert into passages (user_id, meeting_id, part, number, item_id, text)
select user_id, meeting_id, 'item', 0, id, title || coalesce(' · ' || owner, '') from action_items;

create unique index passages_by_meeting on passages (user_id, meeting_id, part, number, coalesce(item_id, ''));

create index passages_by_item on passages (user_id, item_id) where item_id is not null;

alter table meetings force row level security;

alter table transcripts force row level security;

alter table action_items force row level security;

alter table passages enable row level security;

alter table passages force row level security;

comment on table passages is 'Meeting Intelligence';

create policy passages_own on passages for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

-- 14 merging

alter table action_items add column more_quotes text not null default '[]';

alter table action_items add column merge_state text;

-- 15 phone_links

create table phone_links (
    user_id text not null references people (id) on delete cascade,
    handle_hash bytea not null,
    provider text not null,
    state text not null check (state in ('open', 'used', 'replaced')),
    created_at bigint not null,
    expires_at bigint not null,
    refused_at bigint,
    primary key (user_id, handle_hash)
);

create index phone_links_by_handle on phone_links (handle_hash);

alter table authorizations add column device text;

alter table phone_links enable row level security;

alter table phone_links force row level security;

comment on table phone_links is 'Meeting Intelligence';

create policy phone_links_own on phone_links for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy phone_links_gate on phone_links for all using ((select meeting_intelligence.claim()) = 'gate') with check ((select meeting_intelligence.claim()) = 'gate');

-- 16 follow-ups

create table follow_ups (
    user_id text not null references people (id) on delete cascade,
    meeting_id text not null,
    title text not null,
    starts_at bigint not null,
    minutes bigint not null,
    time_zone text not null,
    quote text,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (user_id, meeting_id)
);

alter table follow_ups add foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade;

alter table follow_ups enable row level security;

alter table follow_ups force row level security;

comment on table follow_ups is 'Meeting Intelligence';

create policy follow_ups_own on follow_ups for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

-- 17 recovery

alter table deliveries add column not_before bigint;

alter table user_integrations add column refresh_not_before bigint;

-- 18 logs

create table organisation_activity (
    org_id text not null references organisations (id) on delete cascade,
    id text not null,
    user_id text,
    actor text,
    kind text not null,
    provider text,
    cause text,
    address text,
    at bigint not null,
    primary key (org_id, id)
);

create index organisation_activity_by_time on organisation_activity (org_id, at);

alter table organisation_activity enable row level security;

alter table organisation_activity force row level security;

comment on table organisation_activity is 'Meeting Intelligence, append only';

create policy organisation_activity_owners on organisation_activity for select using (org_id in (select org_id from memberships where memberships.role = 'owner'));

create policy organisation_activity_members on organisation_activity for insert with check (user_id = (select meeting_intelligence.uid()) and org_id in (select org_id from memberships));

create policy organisation_activity_worker on organisation_activity for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

-- 19 operators

create table operators (
    user_id text primary key references people (id) on delete cascade,
    number bigint not null unique,
    appointed_at bigint not null
);

create table setup_codes (
    code_hash bytea primary key,
    created_at bigint not null,
    expires_at bigint not null
);

create table provider_applications (
    provider text primary key,
    installation_id text not null check (installation_id = 'installation'),
    client_id text not null,
    client_secret bytea,
    webhook_secret bytea,
    set_by text references people (id) on delete set null,
    set_at bigint not null,
    updated_at bigint not null
);

create index provider_applications_by_person on provider_applications (set_by);

alter table data_keys add column installation_id text check (installation_id = 'installation'),
    drop constraint data_keys_check, add check (num_nonnulls(user_id, org_id, installation_id) = 1);

create unique index data_keys_current_of_installation on data_keys (installation_id)
    where installation_id is not null and retired_at is null;

alter table operators enable row level security;

alter table operators force row level security;

comment on table operators is 'Meeting Intelligence';

create policy operators_own on operators for select using (user_id = (select meeting_intelligence.uid()));

create policy operators_gate on operators for all using ((select meeting_intelligence.claim()) = 'gate') with check ((select meeting_intelligence.claim()) = 'gate');

alter table setup_codes enable row level security;

alter table setup_codes force row level security;

comment on table setup_codes is 'Meeting Intelligence';

create policy setup_codes_gate on setup_codes for all using ((select meeting_intelligence.claim()) = 'gate') with check ((select meeting_intelligence.claim()) = 'gate');

alter table provider_applications enable row level security;

alter table provider_applications force row level security;

comment on table provider_applications is 'Meeting Intelligence';

create policy provider_applications_worker on provider_applications for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

-- 20 shared_connections

alter table org_integrations add column account_id text;

alter table org_integrations add column workspace_id text;

alter table org_integrations add column refresh_due_at bigint;

alter table org_integrations add column refresh_failures bigint not null default 0;

alter table org_integrations add column refresh_not_before bigint;

alter table org_integrations add column is_fallback bigint not null default 0;

create index org_integrations_by_refresh on org_integrations (refresh_due_at)
    where state = 'connected' and refresh_due_at is not null;

create index org_integrations_by_account on org_integrations (integration_type, account_id, workspace_id);

create table org_revocations (
    org_id text not null references organisations (id) on delete cascade,
    id text not null,
    provider text not null,
    batch_id text not null,
    account_id text,
    may_be_shared bigint not null default 0,
    token bytea,
    state text not null check (state in ('queued', 'revoked', 'already_invalid', 'unsupported', 'shared', 'failed')),
    attempts bigint not null,
    due_at bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (org_id, id)
);

create index org_revocations_due on org_revocations (due_at) where state = 'queued';

create index org_revocations_by_batch on org_revocations (org_id, batch_id);

create table org_replacements (
    org_id text not null references organisations (id) on delete cascade,
    provider text not null,
    browser_hash bytea not null,
    chains text not null,
    revocations text not null,
    return_path text not null,
    created_at bigint not null,
    expires_at bigint not null,
    primary key (org_id, provider)
);

create index org_replacements_by_expiry on org_replacements (expires_at);

alter table authorizations add column org_id text references organisations (id) on delete cascade;

alter table letters add column org_id text references organisations (id) on delete cascade;

alter table deliveries add column org_id text references organisations (id) on delete set null;

create index deliveries_by_organisation on deliveries (org_id, provider, state) where org_id is not null;

create table org_uses (
    user_id text not null references people (id) on delete cascade,
    org_id text references organisations (id) on delete cascade,
    provider text not null,
    created_at bigint not null,
    primary key (user_id, provider)
);

create index org_uses_by_organisation on org_uses (org_id, provider);

create table invitations (
    id text primary key,
    org_id text not null references organisations (id) on delete cascade,
    token_hash bytea not null unique,
    email text not null,
    email_key text not null,
    role text not null check (role in ('owner', 'admin', 'member')),
    invited_by text references people (id) on delete set null,
    created_at bigint not null,
    expires_at bigint not null
);

create index invitations_by_organisation on invitations (org_id, created_at);

alter table memberships drop constraint memberships_role_check,
    add check (role in ('owner', 'admin', 'member'));

create index memberships_by_person on memberships (user_id);

drop policy org_integrations_own on org_integrations;

create policy memberships_worker on memberships for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

create policy organisations_worker on organisations for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

create policy routes_worker on routes for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table org_revocations enable row level security;

alter table org_revocations force row level security;

comment on table org_revocations is 'Meeting Intelligence';

create policy org_revocations_worker on org_revocations for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table org_replacements enable row level security;

alter table org_replacements force row level security;

comment on table org_replacements is 'Meeting Intelligence';

create policy org_replacements_worker on org_replacements for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table org_uses enable row level security;

alter table org_uses force row level security;

comment on table org_uses is 'Meeting Intelligence';

create policy org_uses_own on org_uses for all using (user_id = (select meeting_intelligence.uid())) with check (user_id = (select meeting_intelligence.uid()));

create policy org_uses_worker on org_uses for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

alter table invitations enable row level security;

alter table invitations force row level security;

comment on table invitations is 'Meeting Intelligence';

create policy invitations_worker on invitations for all using ((select meeting_intelligence.claim()) = 'worker') with check ((select meeting_intelligence.claim()) = 'worker');

-- 21 languages

alter table people add column language text not null default 'en';
