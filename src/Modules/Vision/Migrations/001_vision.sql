-- What each picture looks like to a model. Pictures are named by the hash of their content, so one that several products share is looked at once, and
-- none is looked at twice, whatever restarts. Vectors of different models must not be compared: the model is part of the key.
create table embeddings (
    model text not null,
    hash text not null,
    -- Little-endian 32-bit floats.
    vector bytea not null,
    -- The colours that stand out, three bytes each (red, green, blue), the commonest first.
    colors bytea not null,
    embedded_at timestamptz not null,
    primary key (model, hash)
);

-- Pictures that could not be read. They are tried again when everything is looked at anew.
create table misses (
    model text not null,
    hash text not null,
    reason text not null,
    at timestamptz not null,
    primary key (model, hash)
);

create table models (
    version text primary key,
    dimensions int not null,
    -- When every picture had been looked at by it for the first time: from then on it answers.
    whole_at timestamptz,
    used_at timestamptz not null
);

-- Looking at everything anew. "after" is how far it has come, so that whoever goes on after a crash begins there.
create table rebuilds (
    id uuid primary key,
    model text not null,
    total int not null,
    done int not null default 0,
    after text not null default '',
    started_at timestamptz not null,
    finished_at timestamptz
);
create unique index rebuilds_running on rebuilds ((true)) where finished_at is null;
