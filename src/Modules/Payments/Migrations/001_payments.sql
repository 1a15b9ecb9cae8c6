create table payments (
    id uuid primary key,
    order_id uuid not null,
    order_number text not null,
    provider text not null,
    -- The provider's own id; null until it answered once.
    reference text,
    -- What is known for certain.
    state text not null,
    -- The call whose answer is not known (start, capture, void): written before the call goes out.
    unsettled text,
    capture_at_once boolean not null,
    capture_amount bigint,
    currency text not null,
    amount bigint not null check (amount > 0),
    captured bigint not null default 0 check (captured >= 0),
    refunded bigint not null default 0 check (refunded >= 0 and refunded <= captured),
    disputed bigint not null default 0 check (disputed >= 0),
    dispute text,
    fee bigint not null default 0,
    action jsonb,
    decline_code text,
    method_label text,
    -- Why the shop wants no money from this payment any more; what comes all the same goes back.
    given_up text,
    fingerprint bytea not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version int not null default 0,
    next_check_at timestamptz,
    checks int not null default 0
);

create unique index payments_reference on payments (provider, reference) where reference is not null;
create index payments_order on payments (order_id);
create index payments_created on payments (created_at desc, id desc);
create index payments_due on payments (next_check_at) where next_check_at is not null;

create table refunds (
    id uuid primary key,
    payment_id uuid not null references payments,
    amount bigint not null check (amount > 0),
    state text not null,
    reference text,
    failure_code text,
    reason text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create index refunds_payment on refunds (payment_id);

-- What a provider told us, by its own event id: a second telling changes nothing.
create table webhook_inbox (
    provider text not null,
    event_id text not null,
    type text not null,
    payment_id uuid,
    received_at timestamptz not null,
    primary key (provider, event_id)
);

create index webhook_inbox_received on webhook_inbox (received_at);

create function sums_to_zero(amounts bigint[]) returns boolean language sql immutable parallel safe
    as $$ select coalesce(sum(a), 0) = 0 from unnest(amounts) a $$;

-- The journal. Debits are positive, credits negative; an entry that does not balance cannot be written, and none can be changed.
create table ledger_entries (
    position bigint generated always as identity primary key,
    -- What is booked ("capture:<payment>:<total>"): the same thing cannot be booked twice.
    key text not null unique,
    kind text not null,
    payment_id uuid not null,
    order_id uuid not null,
    provider text not null,
    currency text not null,
    accounts text[] not null,
    amounts bigint[] not null,
    at timestamptz not null,
    check (cardinality(accounts) = cardinality(amounts) and cardinality(accounts) >= 2),
    check (sums_to_zero(amounts))
);

create index ledger_entries_order on ledger_entries (order_id);
create index ledger_entries_payment on ledger_entries (payment_id);

create function refuse_change() returns trigger language plpgsql
    as $$ begin raise exception 'The ledger is only ever added to.'; end $$;

create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries
    for each statement execute function refuse_change();

create view ledger_lines as
    select e.position, e.key, e.kind, e.payment_id, e.order_id, e.provider, e.currency, l.account, l.amount, e.at
    from ledger_entries e cross join lateral unnest(e.accounts, e.amounts) as l (account, amount);
