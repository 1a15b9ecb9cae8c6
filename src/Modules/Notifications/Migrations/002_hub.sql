-- One row is one message to one person by one channel; who carries it is the provider.
alter table messages
    add column kind text not null default 'Orders',
    add column provider text,
    -- The provider's name for the message.
    add column provider_id text,
    -- Smaller goes first.
    add column priority smallint not null default 1,
    -- Which of the person's messages of the hour was this; drawn once, however often it is tried.
    add column admitted_at timestamptz,
    add column fallback_of uuid,
    add column digest_id uuid,
    add column delivered_at timestamptz,
    add column opened_at timestamptz;

update messages set provider = channel, channel = 'Mail', kind = case when topic in ('welcome', 'verify-email', 'reset-password') then 'Account' else 'Orders' end;
alter table messages alter column kind drop default;
alter table messages drop constraint messages_cause_topic_key;
alter table messages add constraint messages_once unique (cause, topic, channel);

drop index messages_due;
create index messages_due on messages (channel, priority, next_attempt_at) where state = 'Queued';
create index messages_collected on messages (user_id) where state = 'Collected';
create index messages_digest on messages (digest_id) where digest_id is not null;
create index messages_failed on messages (channel) where state = 'Failed';

-- Only what differs from the default is here.
create table preferences (
    user_id uuid not null,
    kind text not null,
    channel text not null,
    wanted boolean not null,
    primary key (user_id, kind, channel)
);

create table person_settings (
    user_id uuid primary key,
    time_zone text not null,
    quiet_from time,
    quiet_to time,
    digest text not null,
    next_digest_at timestamptz
);

create index person_settings_digest on person_settings (next_digest_at) where next_digest_at is not null;

-- Who agreed to what, and took it back, when and how: never changed, for the law asks for it.
create table consents (
    id uuid primary key,
    user_id uuid not null,
    kind text not null,
    channel text not null,
    wanted boolean not null,
    source text not null,
    at timestamptz not null
);

create index consents_user on consents (user_id, at);

create table push_subscriptions (
    id uuid primary key,
    user_id uuid not null,
    platform text not null,
    -- Keyed digest of the address or token: a device is known once.
    digest bytea not null unique,
    -- Address and keys, or token, sealed.
    content bytea not null,
    device text,
    created_at timestamptz not null,
    last_used_at timestamptz
);

create index push_subscriptions_user on push_subscriptions (user_id);

create table template_versions (
    topic text not null,
    language text not null,
    version int not null,
    content jsonb not null,
    actor text not null,
    at timestamptz not null,
    primary key (topic, language, version)
);

-- Messages in the shop, sealed; gone when the person is.
create table inbox (
    message_id uuid primary key references messages (id) on delete cascade,
    user_id uuid not null,
    content bytea not null,
    at timestamptz not null,
    read_at timestamptz
);

create index inbox_newest on inbox (user_id, at desc, message_id desc);
create index inbox_unread on inbox (user_id) where read_at is null;

-- How many messages of an hour a person was sent by a channel.
create table sending_hours (
    user_id uuid not null,
    channel text not null,
    hour timestamptz not null,
    sent int not null,
    primary key (user_id, channel, hour)
);

create index sending_hours_old on sending_hours (hour);

-- Keys made by Maru itself, sealed.
create table secrets (
    name text primary key,
    value bytea not null
);
