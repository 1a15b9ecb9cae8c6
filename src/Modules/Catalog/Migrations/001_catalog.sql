-- "touched" is the number of the transaction that last changed a row. A process that keeps the shop window in memory asks for rows touched since the
-- oldest transaction that was running when it last asked: it misses none, whatever the order of commits.

create table brands (
    id uuid primary key,
    slug text not null unique,
    name jsonb not null,
    touched xid8 not null default pg_current_xact_id()
);
create index brands_touched on brands (touched);

create table categories (
    id uuid primary key,
    slug text not null unique,
    parent uuid references categories,
    name jsonb not null,
    ordinal int not null default 0,
    attributes jsonb not null default '[]',
    touched xid8 not null default pg_current_xact_id(),
    check (parent <> id)
);
create index categories_touched on categories (touched);
create index categories_parent on categories (parent);

create table sellers (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    status text not null check (status in ('Pending', 'Approved', 'Suspended', 'Rejected')),
    user_id uuid,
    email text,
    business_number text,
    country char(2),
    policy jsonb not null default '{}',
    -- The shop's share of each sale.
    margin_basis_points int not null default 1000 check (margin_basis_points between 0 and 9000),
    reason text,
    cancelled_orders int not null default 0,
    returned_orders int not null default 0,
    late_orders int not null default 0,
    orders int not null default 0,
    created_at timestamptz not null,
    approved_at timestamptz,
    touched xid8 not null default pg_current_xact_id()
);
create index sellers_touched on sellers (touched);
create unique index sellers_user on sellers (user_id) where user_id is not null;

insert into sellers (id, slug, name, status, created_at, approved_at, margin_basis_points)
values ('00000000-0000-7000-8000-000000000001', 'maru', 'Maru', 'Approved', now(), now(), 0);

create table products (
    id uuid primary key,
    slug text not null unique,
    brand_id uuid references brands,
    category_id uuid references categories,
    seller_id uuid not null references sellers,
    name jsonb not null,
    summary jsonb not null,
    description jsonb not null,
    attributes jsonb not null default '{}',
    tags text[] not null default '{}',
    status text not null check (status in ('Draft', 'Published', 'Archived')),
    seo_title text,
    seo_description text,
    -- Of the record it was last imported from: an import that brings the same again leaves the product alone.
    import_hash bytea,
    version int not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    touched xid8 not null default pg_current_xact_id()
);
create index products_touched on products (touched);
create index products_seller on products (seller_id);
create index products_category on products (category_id);
create index products_brand on products (brand_id);

create table variants (
    id uuid primary key,
    product_id uuid not null references products,
    sku text not null unique,
    seller_id uuid not null references sellers,
    condition text not null check (condition in ('New', 'Refurbished', 'Used')),
    options jsonb not null default '[]',
    barcode text,
    weight_grams int not null check (weight_grams >= 0),
    volume_cm3 int not null check (volume_cm3 >= 0),
    requires_shipping boolean not null,
    ordinal int not null,
    active boolean not null default true,
    -- What the last import said of stock, so that only news is told.
    stated_stock jsonb
);
create index variants_product on variants (product_id);
create index variants_seller on variants (seller_id);

create table prices (
    variant_id uuid not null references variants,
    currency text not null check (length(currency) = 3),
    price bigint not null check (price >= 0),
    compare_at bigint check (compare_at > price),
    primary key (variant_id, currency)
);

create table serial_numbers (
    variant_id uuid not null references variants,
    serial text not null,
    primary key (variant_id, serial)
);

create table media (
    product_id uuid not null references products,
    ordinal int not null,
    hash text,
    url text,
    alt jsonb not null,
    color text,
    primary key (product_id, ordinal),
    check (hash is not null or url is not null)
);

create table media_files (
    hash text primary key,
    format text not null,
    width int not null,
    height int not null,
    size int not null,
    created_at timestamptz not null
);

-- What inventory last said can be promised.
create table availability (
    sku text primary key,
    available int not null,
    touched xid8 not null default pg_current_xact_id()
);
create index availability_touched on availability (touched);
