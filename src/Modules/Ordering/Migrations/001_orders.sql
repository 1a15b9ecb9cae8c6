-- The truth: what happened to each order, in order. Two writers of one order cannot both write the next version.
create table order_events (
    order_id uuid not null,
    version int not null,
    type text not null,
    data json not null,
    actor text not null,
    at timestamptz not null,
    primary key (order_id, version)
);

-- Keys of people, wrapped by the installation's key. A key that is gone leaves what it sealed unreadable for good.
create table person_keys (
    id uuid primary key,
    wrapped bytea not null
);

-- Who ordered and where to, sealed; one row for each version of the order that set it.
create table order_contacts (
    order_id uuid not null,
    version int not null,
    key_id uuid not null,
    sealed bytea not null,
    email_hash bytea,
    primary key (order_id, version)
);

create index order_contacts_email on order_contacts (email_hash) where email_hash is not null;
create index order_contacts_key on order_contacts (key_id);

-- One row for each checkout: who asked, how far it came, when somebody has to look at it again.
create table checkouts (
    order_id uuid primary key,
    number text not null unique,
    scope text not null,
    key text not null,
    fingerprint bytea not null,
    cart_id uuid not null,
    payment_id uuid not null,
    reservation_id uuid not null,
    key_id uuid not null,
    sealed bytea,
    stage text not null,
    failure json,
    attempts int not null default 0,
    next_at timestamptz,
    leased_until timestamptz,
    expires_at timestamptz not null,
    placed_at timestamptz not null,
    constraint checkouts_key unique (scope, key)
);

-- A cart is bought once: a second tab, or another key, meets this.
create unique index checkouts_cart on checkouts (cart_id) where stage in ('running', 'awaiting', 'compensating', 'paid');
create index checkouts_due on checkouts (next_at) where next_at is not null;

-- Work that follows from an event of an order and talks to other modules: refunds, restocking, parcels.
create table order_tasks (
    id uuid primary key,
    order_id uuid not null,
    kind text not null,
    data json not null,
    attempts int not null default 0,
    next_at timestamptz,
    error text
);

create index order_tasks_due on order_tasks (next_at) where next_at is not null;
create index order_tasks_order on order_tasks (order_id);

-- The read side: can be thrown away and made again from order_events.
create table order_views (
    order_id uuid primary key,
    number text not null,
    user_id uuid,
    status text not null,
    placed_at timestamptz not null,
    currency text not null,
    total bigint not null,
    refunded bigint not null,
    item_count int not null,
    image_url text,
    seller_ids uuid[] not null,
    open_return boolean not null,
    version int not null
);

create unique index order_views_number on order_views (number);
create index order_views_user on order_views (user_id, placed_at desc, order_id desc) where user_id is not null;
create index order_views_placed on order_views (placed_at desc, order_id desc);
create index order_views_status on order_views (status, placed_at desc, order_id desc);
create index order_views_seller on order_views using gin (seller_ids);
