-- Imports of files: how far they have come and what was wrong.
create table imports (
    id uuid primary key,
    data jsonb not null
);
