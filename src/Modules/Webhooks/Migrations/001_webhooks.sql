create table endpoints (
    id uuid primary key,
    url text not null,
    description text,
    -- Names, or groups as in order.*; empty for all.
    events text[] not null,
    enabled boolean not null,
    disabled_reason text,
    -- Sealed with the master key.
    secret bytea not null,
    old_secret bytea,
    old_secret_until timestamptz,
    failing_since timestamptz,
    last_success_at timestamptz,
    created_at timestamptz not null
);

-- What happened, in the form in which it is told. One row an event, however many endpoints there are.
create table messages (
    id uuid primary key,
    event text not null,
    key text not null,
    body text not null,
    happened_at timestamptz not null
);

create index messages_happened on messages (happened_at);

create table deliveries (
    id uuid primary key,
    -- The order in which an endpoint is told.
    ordinal bigint generated always as identity,
    endpoint_id uuid not null references endpoints (id) on delete cascade,
    message_id uuid not null references messages (id) on delete cascade,
    key text not null,
    state text not null check (state in ('Waiting', 'Delivered', 'Failed')),
    attempts int not null default 0,
    -- Attempts of all times, replays included: the numbers in the record.
    tries int not null default 0,
    next_attempt_at timestamptz,
    -- While in the future, a process is sending it; past, that process died.
    leased_until timestamptz,
    last_status int,
    last_error text,
    delivered_at timestamptz,
    unique (endpoint_id, message_id)
);

create index deliveries_due on deliveries (endpoint_id, ordinal) where state = 'Waiting';
create index deliveries_next on deliveries (next_attempt_at) where state = 'Waiting';
create index deliveries_keys on deliveries (endpoint_id, key, ordinal) where state = 'Waiting';
create index deliveries_newest on deliveries (ordinal desc);
create index deliveries_message on deliveries (message_id);

create table attempts (
    delivery_id uuid not null references deliveries (id) on delete cascade,
    number int not null,
    at timestamptz not null,
    duration_ms int not null,
    status int,
    error text,
    request_headers text not null,
    answer text,
    primary key (delivery_id, number)
);
