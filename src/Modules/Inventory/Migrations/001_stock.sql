create table warehouses (
    code text primary key,
    name jsonb not null,
    country text not null,
    priority int not null default 100,
    active boolean not null default true,
    serves text[] not null default '{}'
);

insert into warehouses (code, name, country, priority) values ('main', '{"ko": "본창고", "en": "Main warehouse"}', 'KR', 10);

create table items (
    sku text primary key,
    product_id uuid,
    safety_stock int not null default 0 check (safety_stock >= 0),
    low_threshold int not null default 5 check (low_threshold >= 0)
);

-- The counters. Whatever the code above does, PostgreSQL lets no more be promised than there is.
create table levels (
    sku text not null references items,
    warehouse text not null references warehouses,
    on_hand int not null check (on_hand >= 0),
    reserved int not null check (reserved >= 0),
    check (reserved <= on_hand),
    primary key (sku, warehouse)
) with (fillfactor = 70);

create table reservations (
    id uuid primary key,
    -- Null when a release came before its reserve.
    order_id uuid,
    state text not null check (state in ('Held', 'Committed', 'Released', 'Expired')),
    expires_at timestamptz not null,
    created_at timestamptz not null
) with (fillfactor = 80);

create index reservations_overdue on reservations (expires_at) where state = 'Held';
create index reservations_order on reservations (order_id);

create table reservation_lines (
    reservation uuid not null,
    sku text not null,
    warehouse text not null,
    quantity int not null check (quantity > 0),
    primary key (reservation, sku, warehouse)
);

create index reservation_lines_sku on reservation_lines (sku);

-- The ledger: every change of a counter, never altered.
create table movements (
    id bigint generated always as identity primary key,
    sku text not null,
    warehouse text not null,
    kind text not null,
    on_hand_change int not null,
    reserved_change int not null,
    reference uuid,
    reason text,
    actor text not null,
    at timestamptz not null
);

create index movements_sku on movements (sku, id);

create table restocks (
    id uuid primary key,
    order_id uuid not null,
    at timestamptz not null
);
