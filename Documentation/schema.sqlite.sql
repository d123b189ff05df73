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
