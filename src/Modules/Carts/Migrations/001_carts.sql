create table carts (
    id uuid primary key,
    -- Null for a guest's: whoever knows the id holds the cart.
    owner uuid,
    currency text not null,
    state text not null default 'Open' check (state in ('Open', 'Bought', 'Merged')),
    -- By SKU: q = quantity, p = unit price last shown (minor units), n = when it was put in (ms since 1970). One row a cart makes adding one statement.
    lines jsonb not null default '{}',
    saved jsonb not null default '{}',
    coupons text[] not null default '{}',
    version int not null default 1,
    merged_into uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    expires_at timestamptz not null
) with (fillfactor = 70);

create unique index carts_open_of_member on carts (owner) where state = 'Open' and owner is not null;
create index carts_expiry on carts (expires_at);
