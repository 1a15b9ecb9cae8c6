-- Both are read sides: made from the events.

create table return_views (
    return_id uuid primary key,
    order_id uuid not null,
    number text not null,
    kind text not null,
    reason text not null,
    state text not null,
    pieces int not null,
    asked_at timestamptz not null
);

create index return_views_state on return_views (state, asked_at desc);
create index return_views_asked on return_views (asked_at desc);

create table sales (
    day date not null,
    currency text not null,
    product_id uuid not null,
    seller_id uuid not null,
    category text not null,
    orders bigint not null,
    units bigint not null,
    revenue bigint not null,
    refunded_units bigint not null,
    refunded bigint not null,
    primary key (day, currency, product_id, seller_id, category)
);
