-- Pictures elsewhere that could not be had, and when to ask for them again.
create table media_misses (
    url text primary key,
    again_at timestamptz not null
);
create index media_url on media (url) where hash is null;
