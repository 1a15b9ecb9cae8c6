-- One message per event and topic, made in the transaction that reads the event. Who gets it is looked up when it is sent: no address is kept here.
create table messages (
    id uuid primary key,
    -- The event it tells of. With the topic it makes a second message for the same event impossible.
    cause uuid not null,
    topic text not null,
    channel text not null,
    state text not null,
    order_id uuid,
    user_id uuid,
    -- What the event said, for the text; no personal data.
    facts jsonb not null,
    -- A secret the text must carry (a link's token), sealed; dropped as soon as the message is sent.
    secret bytea,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    error text,
    created_at timestamptz not null,
    sent_at timestamptz,
    unique (cause, topic)
);

create index messages_due on messages (next_attempt_at) where state = 'Queued';
create index messages_order on messages (order_id) where order_id is not null;
create index messages_user on messages (user_id) where user_id is not null;
create index messages_newest on messages (created_at desc, id desc);

-- The built-in mail box: the whole mail, sealed with the master key.
create table mailbox (
    message_id uuid primary key references messages (id) on delete cascade,
    -- Keyed digest of the address, to find a person's mail without reading all.
    address_digest bytea not null,
    content bytea not null,
    at timestamptz not null
);

create index mailbox_address on mailbox (address_digest, at desc);
create index mailbox_newest on mailbox (at desc, message_id desc);
