-- Only what was changed; everything else has its default.
create table settings (
    name text primary key,
    value text not null,
    changed_at timestamptz not null,
    changed_by text not null
);

create table setting_changes (
    number bigint generated always as identity primary key,
    name text not null,
    before text,
    after text,
    reason text not null,
    actor text not null,
    at timestamptz not null,
    reverts bigint references setting_changes
);

create index setting_changes_name on setting_changes (name, number desc);
