-- What was told, counted in the transaction that tells it; and the answers to what was heard.
create table if not exists counters (counter text primary key, number int not null);

create table if not exists echoes (
    sequence bigint generated always as identity primary key,
    counter text not null,
    number int not null
);
