-- What became of each seller's orders, for its quality: one row an order and seller, of the last months.
create table seller_orders (
    order_id uuid not null,
    seller_id uuid not null,
    paid_at timestamptz not null,
    shipped_at timestamptz,
    cancelled boolean not null default false,
    returned boolean not null default false,
    primary key (order_id, seller_id)
);
create index seller_orders_seller on seller_orders (seller_id, paid_at);

alter table sellers drop column cancelled_orders, drop column returned_orders, drop column late_orders, drop column orders;

create index products_status on products (status, id);
