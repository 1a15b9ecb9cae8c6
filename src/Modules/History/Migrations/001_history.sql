-- One row an event, under the event's own id: recording it again changes nothing.
create table entries (
    id uuid primary key,
    at timestamptz not null,
    kind text not null,
    actor text not null,
    -- A word of what it was about, in no language: a number, a sum, a code.
    detail text,
    subjects text[] not null,
    data jsonb not null
);

create index entries_newest on entries (at desc, id desc);
create index entries_kind on entries (kind, at desc, id desc);
create index entries_actor on entries (actor, at desc, id desc);

create table entry_subjects (
    subject text not null,
    at timestamptz not null,
    entry_id uuid not null,
    primary key (subject, at, entry_id)
);
