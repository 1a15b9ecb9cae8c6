-- What editors said of words and queries, every version whole.
create table rule_versions (
    version int primary key,
    rules jsonb not null,
    actor text not null,
    at timestamptz not null
);
