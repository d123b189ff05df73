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
    token_hash blob primary key,
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
    token_hash blob not null unique,
    created_at bigint not null,
    last_used_at bigint
);

create index api_tokens_by_user on api_tokens (user_id);

create table throttles (
    key_hash blob primary key,
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
    wrapped blob not null,
    created_at bigint not null,
    check ((user_id is null) <> (org_id is null))
);

create unique index data_keys_by_user on data_keys (user_id) where user_id is not null;

create unique index data_keys_by_org on data_keys (org_id) where org_id is not null;

create table key_checks (
    kek_id text primary key,
    sealed blob not null,
    created_at bigint not null
);

create table authorizations (
    state_hash blob primary key,
    user_id text not null references people (id) on delete cascade,
    provider text not null,
    browser_hash blob not null,
    verifier blob,
    return_path text not null,
    created_at bigint not null,
    expires_at bigint not null
);

create index authorizations_by_expiry on authorizations (expires_at);

create table user_integrations (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    integration_type text not null,
    access_token blob,
    refresh_token blob,
    previous_refresh_token blob,
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
    access_token blob,
    refresh_token blob,
    previous_refresh_token blob,
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
    token blob,
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
    content_hash blob not null,
    original blob not null,
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
    browser_hash blob not null,
    chains text not null,
    revocations text not null,
    return_path text not null,
    created_at bigint not null,
    expires_at bigint not null,
    primary key (user_id, provider)
);

create index replacements_by_expiry on replacements (expires_at);

update user_integrations set account_id = json_extract(integration_data, '$.identity.accountID'),
    workspace_id = json_extract(integration_data, '$.identity.workspaceID'),
    refresh_due_at = token_expires_at - min(600000, (token_expires_at - token_issued_at) / 4);

create table revocations_renewed (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    provider text not null,
    batch_id text not null,
    account_id text,
    token blob,
    state text not null check (state in ('queued', 'revoked', 'already_invalid', 'unsupported', 'shared', 'failed')),
    attempts bigint not null,
    due_at bigint not null,
    created_at bigint not null,
    updated_at bigint not null
);

insert into revocations_renewed
    (id, user_id, provider, batch_id, token, state, attempts, due_at, created_at, updated_at)
    select id, user_id, provider, id, token, state, attempts, due_at, created_at, updated_at from revocations;

drop table revocations;

alter table revocations_renewed rename to revocations;

create index revocations_due on revocations (due_at) where state = 'queued';

create index revocations_by_batch on revocations (user_id, batch_id);

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

insert into routes (user_id, provider, destination, choice, recipients, created_at, updated_at)
select user_id, integration_type, entry.key, entry.value, '[]', updated_at, updated_at
from user_integrations, json_each(integration_data, '$.defaults') as entry;

create table delivery_events_aside as select * from delivery_events;

drop table delivery_events;

create table deliveries_anew (
    id text primary key,
    user_id text not null references people (id) on delete cascade,
    meeting_id text not null references meetings (id) on delete cascade,
    item_id text references action_items (id) on delete cascade,
    provider text not null,
    destination text not null,
    choice text,
    recipients text not null default '[]',
    object_id text not null unique,
    state text not null check (state in (
        'queued', 'in_flight', 'delivered', 'waiting_for_connection', 'blocked_by_scope', 'retrying', 'uncertain', 'failed',
        'cancelled'
    )),
    attempts bigint not null,
    first_attempt_at bigint,
    in_doubt bigint not null default 0,
    failing_since bigint,
    due_at bigint not null,
    lease_owner text,
    lease_until bigint,
    progress text,
    account text,
    url text,
    message text,
    created_at bigint not null,
    updated_at bigint not null
);

insert into deliveries_anew (
    id, user_id, meeting_id, item_id, provider, destination, choice, object_id, state, attempts, first_attempt_at, due_at,
    lease_owner, lease_until, progress, url, message, created_at, updated_at
)
select id, user_id, meeting_id, item_id, provider, destination, choice, object_id, state, attempts,
    case when attempts > 0 then created_at end, due_at, lease_owner, lease_until, progress, url, message, created_at,
    updated_at
from deliveries;

drop table deliveries;

alter table deliveries_anew rename to deliveries;

create table delivery_events (
    delivery_id text not null references deliveries (id) on delete cascade,
    number bigint not null,
    user_id text not null references people (id) on delete cascade,
    state text not null,
    cause text,
    at bigint not null,
    primary key (delivery_id, number)
);

insert into delivery_events (delivery_id, number, user_id, state, cause, at)
select delivery_id, number, user_id, state, cause, at from delivery_events_aside;

drop table delivery_events_aside;

create index deliveries_due on deliveries (due_at) where state in ('queued', 'retrying', 'in_flight');

create index deliveries_by_meeting on deliveries (meeting_id);

create index deliveries_by_user on deliveries (user_id, provider, state);

create unique index deliveries_once_by_item on deliveries (user_id, item_id, destination) where item_id is not null;

create unique index deliveries_once_by_meeting on deliveries (user_id, meeting_id, destination) where item_id is null;

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

-- 11 sharing

alter table revocations add column may_be_shared bigint not null default 0;

-- 12 samples

alter table meetings add column is_sample bigint not null default 0;

-- 13 search

create table passages (
    id integer primary key autoincrement,
    user_id text not null references people (id) on delete cascade,
    meeting_id text not null references meetings (id) on delete cascade,
    part text not null check (part in ('title', 'item', 'decision', 'transcript', 'speakers')),
    number bigint not null,
    item_id text references action_items (id) on delete cascade,
    text text not null
);

create unique index passages_by_meeting on passages (user_id, meeting_id, part, number, coalesce(item_id, ''));

create index passages_by_item on passages (user_id, item_id) where item_id is not null;

create index passages_of_meeting on passages (meeting_id);

create index passages_of_item on passages (item_id);

create virtual table passage_words using fts5 (
    text, content = 'passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

insert into passages (user_id, meeting_id, part, number, text)
select user_id, meetings.id, 'speakers', 0, (select group_concat(value, ', ') from json_each(meetings.speakers))
from meetings where speakers <> '[]';

insert into passages (user_id, meeting_id, part, number, text)
select user_id, meetings.id, 'decision', entry.key, entry.value from meetings, json_each(meetings.decisions) as entry;

insert into passages (user_id, meeting_id, part, number, text)
select user_id, meeting_id, 'transcript', entry.key, json_extract(entry.value, '$.text')
from transcripts, json_each(transcripts.segments) as entry;

insert into passages (user_id, meeting_id, part, number, text) select user_id, id, 'title', 0, title from meetings;

insert into passages (user_id, meeting_id, part, number, item_id, text)
select user_id, meeting_id, 'item', 0, id, title || coalesce(' · ' || owner, '') from action_items;

insert into passage_words (passage_words) values ('rebuild');

-- 14 merging

alter table action_items add column more_quotes text not null default '[]';

alter table action_items add column merge_state text;

-- 15 phone_links

create table phone_links (
    user_id text not null references people (id) on delete cascade,
    handle_hash blob not null,
    provider text not null,
    state text not null check (state in ('open', 'used', 'replaced')),
    created_at bigint not null,
    expires_at bigint not null,
    refused_at bigint,
    primary key (user_id, handle_hash)
);

create index phone_links_by_handle on phone_links (handle_hash);

alter table authorizations add column device text;

-- 16 follow-ups

create table follow_ups (
    user_id text not null references people (id) on delete cascade,
    meeting_id text not null references meetings (id) on delete cascade,
    title text not null,
    starts_at bigint not null,
    minutes bigint not null,
    time_zone text not null,
    quote text,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (user_id, meeting_id)
);

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

create trigger activity_is_never_changed before update on activity
begin
    select raise(abort, 'lines of the activity log are never changed');
end;

create trigger activity_is_never_removed before delete on activity
when exists (select 1 from people where id = old.user_id)
begin
    select raise(abort, 'lines of the activity log are never removed');
end;

create trigger organisation_activity_is_never_changed before update on organisation_activity
begin
    select raise(abort, 'lines of the activity log are never changed');
end;

create trigger organisation_activity_is_never_removed before delete on organisation_activity
when exists (select 1 from organisations where id = old.org_id)
begin
    select raise(abort, 'lines of the activity log are never removed');
end;

-- 19 operators

create table operators (
    user_id text primary key references people (id) on delete cascade,
    number bigint not null unique,
    appointed_at bigint not null
);

create table setup_codes (
    code_hash blob primary key,
    created_at bigint not null,
    expires_at bigint not null
);

create table provider_applications (
    provider text primary key,
    installation_id text not null check (installation_id = 'installation'),
    client_id text not null,
    client_secret blob,
    webhook_secret blob,
    set_by text references people (id) on delete set null,
    set_at bigint not null,
    updated_at bigint not null
);

create index provider_applications_by_person on provider_applications (set_by);

create table data_keys_anew (
    id text primary key,
    user_id text references people (id) on delete cascade,
    org_id text references organisations (id) on delete cascade,
    installation_id text check (installation_id = 'installation'),
    kek_id text not null,
    wrapped blob not null,
    created_at bigint not null,
    retired_at bigint,
    check ((user_id is not null) + (org_id is not null) + (installation_id is not null) = 1)
);

insert into data_keys_anew (id, user_id, org_id, kek_id, wrapped, created_at, retired_at)
    select id, user_id, org_id, kek_id, wrapped, created_at, retired_at from data_keys;

drop table data_keys;

alter table data_keys_anew rename to data_keys;

create unique index data_keys_current_of_user on data_keys (user_id) where user_id is not null and retired_at is null;

create unique index data_keys_current_of_org on data_keys (org_id) where org_id is not null and retired_at is null;

create unique index data_keys_current_of_installation on data_keys (installation_id)
    where installation_id is not null and retired_at is null;

create index data_keys_by_user on data_keys (user_id);

create index data_keys_by_org on data_keys (org_id);

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
    token blob,
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
    browser_hash blob not null,
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
    token_hash blob not null unique,
    email text not null,
    email_key text not null,
    role text not null check (role in ('owner', 'admin', 'member')),
    invited_by text references people (id) on delete set null,
    created_at bigint not null,
    expires_at bigint not null
);

create index invitations_by_organisation on invitations (org_id, created_at);

create table memberships_anew (
    org_id text not null references organisations (id) on delete cascade,
    user_id text not null references people (id) on delete cascade,
    role text not null check (role in ('owner', 'admin', 'member')),
    created_at bigint not null,
    primary key (org_id, user_id)
);

insert into memberships_anew (org_id, user_id, role, created_at) select org_id, user_id, role, created_at from memberships;

drop table memberships;

alter table memberships_anew rename to memberships;

create index memberships_by_person on memberships (user_id);

-- 21 languages

alter table people add column language text not null default 'en';
