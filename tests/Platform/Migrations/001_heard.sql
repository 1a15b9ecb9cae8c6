create table if not exists heard (
    sequence bigint generated always as identity primary key,
    counter text not null,
    number int not null,
    event_id uuid not null
);
