-- What the machine made of products without a category, or sees elsewhere than where they are.
create table classifications (
    product_id uuid primary key,
    former text,
    category text,
    source text not null,
    similarity double precision not null,
    state text not null check (state in ('Review', 'Applied', 'Decided', 'Dismissed')),
    at timestamptz not null,
    decided_by text
);
create index classifications_state on classifications (state, at desc);

-- Words of staff that lead to a category, in the place of those that follow from its name.
create table category_words (
    category text primary key,
    words text[] not null
);

create table classification_reports (
    only_row boolean primary key default true check (only_row),
    report jsonb not null
);
