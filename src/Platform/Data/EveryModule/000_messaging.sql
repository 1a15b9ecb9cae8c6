-- Every module has these: the log of what it told, what it will tell later, how far it has read others' logs, and what it could not handle.

create table outbox (
    xid xid8 not null default pg_current_xact_id(),
    position bigint generated always as identity primary key,
    id uuid not null,
    type text not null,
    key text not null,
    data json not null,
    trace text,
    at timestamptz not null
);

grant select on outbox to maru_relay;
grant select on sequence outbox_position_seq to maru_relay;

create table delayed (
    id uuid primary key,
    type text not null,
    key text not null,
    data json not null,
    trace text,
    due_at timestamptz not null
);

create index delayed_due on delayed (due_at);

create table cursors (
    subscription text not null,
    lane int not null,
    source text not null,
    position bigint not null,
    primary key (subscription, lane, source)
);

create table parked (
    -- The order in which events of a key came, whichever log they came from.
    sequence bigint generated always as identity,
    subscription text not null,
    source text not null,
    position bigint not null,
    lane int not null,
    id uuid not null,
    type text not null,
    key text not null,
    data json not null,
    trace text,
    at timestamptz not null,
    attempts int not null,
    next_attempt_at timestamptz not null,
    dead boolean not null default false,
    error text,
    parked_at timestamptz not null default now(),
    primary key (subscription, source, position)
);

create index parked_lane on parked (subscription, lane, key, sequence);

create table idempotency_keys (
    scope text not null,
    key text not null,
    fingerprint bytea not null,
    status int,
    body text,
    created_at timestamptz not null,
    primary key (scope, key)
);

create index idempotency_keys_created on idempotency_keys (created_at);
