-- The effect of each event in the event log's bench.
create table if not exists effects (position bigint not null, key text not null, number bigint not null);
