-- What was looked for, for a month: who belongs together (visitor) is a keyed hash, no address and no account stands here.
create table searches (
    id uuid primary key,
    at timestamptz not null,
    query_key text not null,
    query text not null,
    language text not null,
    total int not null,
    -- May be shown to others: every word of it was found in the goods, and no word is blocked.
    showable boolean not null,
    visitor bytea not null
);

create index searches_at on searches (at);
create index searches_visitor on searches (visitor, at);
create index searches_query on searches (query_key, at desc) where showable;

-- Counted once per search and product, whatever a browser repeats.
create table clicks (
    search_id uuid not null references searches on delete cascade,
    product_id uuid not null,
    position int not null,
    at timestamptz not null,
    primary key (search_id, product_id)
);

-- A query's counts of one day: what stays when the searches are gone.
create table query_days (
    day date not null,
    query_key text not null,
    query text not null,
    showable boolean not null,
    searches bigint not null default 0,
    without_result bigint not null default 0,
    clicked_searches bigint not null default 0,
    clicks bigint not null default 0,
    positions bigint not null default 0,
    primary key (day, query_key)
);

-- The decayed count as it was at the time: score x 0.5 ^ (age / half-life).
create table trends (
    query_key text primary key,
    query text not null,
    score double precision not null,
    at timestamptz not null
);

-- A visitor's search for one thing counts for the trend once in a window, however often it comes.
create table trend_counts (
    time_window timestamptz not null,
    visitor bytea not null,
    query_key text not null,
    primary key (time_window, visitor, query_key)
);

-- What a member looked for, for that member alone.
create table history (
    user_id uuid not null,
    query_key text not null,
    query text not null,
    times int not null,
    at timestamptz not null,
    primary key (user_id, query_key)
);

create index history_recent on history (user_id, at desc);

-- Members who want nothing kept.
create table history_off (
    user_id uuid primary key,
    at timestamptz not null
);
