-- What the orders say that was paid and given back: the third side of the comparison, told by events.
create table order_claims (
    order_id uuid primary key,
    number text not null,
    currency text not null,
    paid bigint not null default 0,
    refunded bigint not null default 0,
    updated_at timestamptz not null
);

create index order_claims_updated on order_claims (updated_at);

create table differences (
    -- What differs ("absent-there:<payment>"): seen again, it is the same difference.
    key text primary key,
    kind text not null,
    payment_id uuid,
    order_id uuid,
    provider text,
    reference text,
    detail text not null,
    -- From when on the comparison looked that found it: one that looks as far back and does not find it settles it.
    since timestamptz not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    settled_at timestamptz
);

create index differences_seen on differences (last_seen_at desc);

create table reconciliations (
    id uuid primary key,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    since timestamptz not null,
    compared int not null,
    mended int not null,
    differences int not null,
    providers_not_reached text[] not null
);

create index payments_updated on payments (updated_at);
