create table balances (
    user_id uuid primary key,
    -- Can fall below zero when points that were spent turn out not to have been earned (a refund).
    available bigint not null default 0,
    held bigint not null default 0 check (held >= 0)
);

create table transfers (
    id bigint generated always as identity primary key,
    kind text not null,
    user_id uuid not null,
    order_id uuid,
    at timestamptz not null
);

create index transfers_user on transfers (user_id, id);

-- Double entry: the entries of a transfer add up to nothing. Accounts: available and held (a user's), issued, spent, expired (the house's).
create table entries (
    transfer bigint not null references transfers,
    account text not null check (account in ('available', 'held', 'issued', 'spent', 'expired')),
    amount bigint not null,
    primary key (transfer, account)
);

create table holds (
    order_id uuid primary key,
    user_id uuid not null,
    points bigint not null check (points >= 0),
    state text not null check (state in ('Held', 'Committed', 'Released', 'Returned')),
    at timestamptz not null
);

-- What an order earned, and what refunds took of it.
create table earnings (
    order_id uuid primary key,
    user_id uuid not null,
    value bigint not null default 0,
    refunded bigint not null default 0,
    points bigint not null default 0,
    delivered boolean not null default false
);
