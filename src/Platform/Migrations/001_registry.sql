create table instances (
    id uuid primary key,
    address text not null,
    modules text[] not null,
    started_at timestamptz not null,
    seen_at timestamptz not null
);
