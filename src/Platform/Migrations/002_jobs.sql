create table jobs (
    module text not null,
    name text not null,
    schedule text not null,
    next_run_at timestamptz,
    -- Asked for by hand; the argument goes to the next run.
    requested boolean not null default false,
    argument text,
    -- While in the future, a process is at it and prolongs it; past, that process died.
    leased_until timestamptz,
    last_run uuid,
    primary key (module, name)
);

create table job_runs (
    id uuid primary key,
    module text not null,
    name text not null,
    argument text,
    state text not null,
    report text,
    error text,
    instance uuid not null,
    started_at timestamptz not null,
    finished_at timestamptz
);

create index job_runs_job on job_runs (module, name, started_at desc);
