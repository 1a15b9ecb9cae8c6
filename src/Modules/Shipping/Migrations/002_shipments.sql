create table shipments (
    id uuid primary key,
    order_id uuid not null,
    order_number text not null,
    option_code text not null,
    carrier text not null,
    -- Null until the carrier has taken it on.
    tracking_number text,
    tracking_url text,
    address jsonb not null,
    items jsonb not null,
    warehouse text not null,
    weight_grams int not null,
    volume_cm3 int not null,
    status text not null,
    estimated_delivery date,
    -- When the carrier is asked for news (or the simulated one moves the parcel) next; null when it has arrived.
    next_look_at timestamptz,
    created_at timestamptz not null
);

create index shipments_order on shipments (order_id);
create index shipments_due on shipments (next_look_at) where next_look_at is not null;
create index shipments_tracking_number on shipments (tracking_number);

create table tracking (
    shipment uuid not null references shipments,
    number int not null,
    at timestamptz not null,
    status text not null,
    place text,
    text jsonb not null,
    primary key (shipment, number)
);
