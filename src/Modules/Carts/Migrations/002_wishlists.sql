create table wishlists (
    id uuid primary key,
    owner uuid not null,
    name text not null,
    -- By SKU, as in a cart; "c" is the currency of the price.
    items jsonb not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create index wishlists_owner on wishlists (owner, created_at);

-- Links to carts and wishlists. The token itself is not kept: who reads this table cannot open anything.
create table shares (
    token_hash bytea primary key,
    kind text not null check (kind in ('cart', 'wishlist')),
    target uuid not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

create index shares_target on shares (target) where revoked_at is null;

-- What a device did while it was offline, by the ids it gave: each is applied once.
create table cart_operations (
    cart uuid not null references carts on delete cascade,
    id uuid not null,
    at timestamptz not null,
    primary key (cart, id)
);
