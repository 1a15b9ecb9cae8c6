-- Personal data is sealed under a key of the person; erasing the person destroys the key and leaves the rest unreadable.
create table users (
    id uuid primary key,
    -- HMAC of the normalised address: finds an account without keeping the address readable.
    email_hash bytea unique,
    email bytea,
    name bytea,
    phone bytea,
    language text not null default 'ko',
    password_hash text,
    email_verified_at timestamptz,
    failed_attempts int not null default 0,
    locked_until timestamptz,
    blocked boolean not null default false,
    totp_secret bytea,
    totp_confirmed boolean not null default false,
    totp_last_step bigint not null default 0,
    seller_id uuid,
    roles text[] not null default '{shopper}',
    created_at timestamptz not null,
    erased_at timestamptz
);

create index users_roles on users using gin (roles);
create index users_created on users (created_at desc);

create table person_keys (
    user_id uuid primary key references users (id),
    sealed_key bytea not null
);

create table backup_codes (
    user_id uuid not null references users (id) on delete cascade,
    code_hash bytea not null,
    primary key (user_id, code_hash)
);

create table addresses (
    id uuid primary key,
    user_id uuid not null references users (id),
    address bytea not null,
    is_default boolean not null,
    created_at timestamptz not null
);

create index addresses_user on addresses (user_id, created_at);

create table sessions (
    id uuid primary key,
    user_id uuid not null references users (id),
    device text,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index sessions_user on sessions (user_id) where revoked_at is null;

create table refresh_tokens (
    hash bytea primary key,
    session_id uuid not null references sessions (id) on delete cascade,
    issued_at timestamptz not null,
    used_at timestamptz
);

create index refresh_tokens_session on refresh_tokens (session_id);

create table signing_keys (
    id text primary key,
    sealed_private_key bytea not null,
    x text not null,
    y text not null,
    created_at timestamptz not null
);

create table links (
    token_hash bytea primary key,
    user_id uuid not null references users (id),
    purpose text not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

create table roles (
    name text primary key,
    permissions text[] not null,
    built_in boolean not null default false
);

create table api_keys (
    id text primary key,
    name text not null,
    key_hash bytea not null unique,
    permissions text[] not null,
    seller_id uuid,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
);

create table audit (
    id uuid primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text
);

create index audit_at on audit (at desc, id desc);
create index audit_actor on audit (actor, at desc);
create index audit_action on audit (action, at desc);

insert into roles (name, permissions, built_in) values
    ('shopper', '{}', true),
    ('seller', '{seller.own}', true),
    ('support', '{catalog.read,stock.read,orders.read,orders.write,payments.read,shipping.read,customers.read,reviews.moderate,messages.read}', true),
    ('operator', '{catalog.read,catalog.write,stock.read,stock.write,orders.read,orders.write,orders.refund,payments.read,shipping.read,shipping.write,customers.read,sellers.read,sellers.write,promotions.read,promotions.write,reviews.moderate,messages.read,messages.write,statistics.read,operations.read,search.write}', true),
    ('admin', '{*}', true);
