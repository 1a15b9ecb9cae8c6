create table pricing_version (only_row boolean primary key default true check (only_row), version bigint not null);
insert into pricing_version (version) values (1);

create table promotions (
    id uuid primary key,
    definition jsonb not null
);

create table coupons (
    code text primary key,
    definition jsonb not null,
    total_limit int,
    per_customer_limit int,
    -- Always the number of open redemptions below: raised and lowered in the same transaction, under this row's lock.
    used int not null default 0 check (used >= 0 and (total_limit is null or used <= total_limit))
);

-- Which order used which coupon. A released one stays, so that a repeat of the redemption finds it.
create table redemptions (
    order_id uuid not null,
    code text not null,
    -- A member's id, or a hash of a guest's mail address: enough to count by, no personal data.
    customer text not null,
    at timestamptz not null,
    released_at timestamptz,
    primary key (order_id, code)
);

create index redemptions_customer on redemptions (code, customer) where released_at is null;

-- Orders whose coupons were given back: a redemption that comes late is refused.
create table released_orders (order_id uuid primary key, at timestamptz not null);

create table price_lists (
    id uuid primary key,
    definition jsonb not null
);

create table listed_prices (
    list uuid not null references price_lists on delete cascade,
    sku text not null,
    amount bigint not null check (amount >= 0),
    primary key (list, sku)
);
