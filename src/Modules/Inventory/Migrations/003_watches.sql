-- Members who wait for sold-out goods. The cause is set when the goods are back: from then on somebody is to be told, once.
create table stock_watches (
    user_id uuid not null,
    sku text not null,
    since timestamptz not null,
    cause uuid,
    primary key (user_id, sku)
);

create index stock_watches_waiting on stock_watches (sku) where cause is null;
create index stock_watches_due on stock_watches (since) where cause is not null;
