create table rate_version (only_row boolean primary key default true check (only_row), version bigint not null);
insert into rate_version (version) values (1);

create table zones (
    code text primary key,
    name jsonb not null,
    -- ISO 3166-1 alpha-2; '*' for everywhere no other zone names.
    countries text[] not null,
    regions text[] not null default '{}',
    -- [{"from": "63000", "to": "63644"}]; empty for the whole country.
    postal_ranges jsonb not null default '[]',
    -- What a parcel there costs more, by currency (minor units): islands, mountains.
    surcharge jsonb not null default '{}'
);

create table methods (
    code text primary key,
    name jsonb not null,
    carrier text not null,
    zones text[] not null,
    -- [{"upToGrams": 2000, "fromValue": null, "price": {"KRW": 3000}}], lightest first.
    steps jsonb not null,
    free_over jsonb not null default '{}',
    -- cm3 that count as a kilogram (5000 with the express carriers); 0 if volume does not count.
    volume_divisor int not null default 0,
    min_days int not null,
    max_days int not null,
    cut_off time not null default '15:00',
    delivers_weekends boolean not null default false,
    active boolean not null default true,
    position int not null default 100
);

insert into zones (code, name, countries, postal_ranges, surcharge) values
    ('kr', '{"ko": "국내", "en": "South Korea"}', '{KR}', '[]', '{}'),
    -- Jeju (63000-63644) and Ulleung (40200-40240): ranges of Korea's five-digit postal codes.
    ('kr-remote', '{"ko": "제주·도서산간", "en": "Jeju and islands"}', '{KR}', '[{"from": "63000", "to": "63644"}, {"from": "40200", "to": "40240"}]',
     '{"KRW": 3000, "USD": 250, "EUR": 230, "JPY": 350}'),
    ('asia', '{"ko": "아시아", "en": "Asia"}', '{JP,CN,TW,HK,SG,TH,VN,MY,PH,ID,MO}', '[]', '{}'),
    ('world', '{"ko": "전 세계", "en": "Worldwide"}', '{*}', '[]', '{}');

insert into methods (code, name, carrier, zones, steps, free_over, volume_divisor, min_days, max_days, cut_off, delivers_weekends, position) values
    ('standard', '{"ko": "일반 택배", "en": "Standard parcel"}', 'simulated', '{kr,kr-remote}',
     '[{"upToGrams": 5000, "price": {"KRW": 3000, "USD": 250, "EUR": 230, "JPY": 350}}, {"upToGrams": 20000, "price": {"KRW": 5000, "USD": 400, "EUR": 380, "JPY": 580}}, {"upToGrams": 30000, "price": {"KRW": 8000, "USD": 650, "EUR": 600, "JPY": 930}}, {"upToGrams": 500000, "price": {"KRW": 30000, "USD": 2400, "EUR": 2200, "JPY": 3500}}]',
     '{"KRW": 50000, "USD": 4000, "EUR": 3700, "JPY": 5800}', 0, 1, 3, '17:00', false, 10),
    ('express', '{"ko": "내일 도착", "en": "Next day"}', 'simulated', '{kr}',
     '[{"upToGrams": 5000, "price": {"KRW": 5500, "USD": 450, "EUR": 420, "JPY": 640}}, {"upToGrams": 20000, "price": {"KRW": 9000, "USD": 720, "EUR": 670, "JPY": 1040}}]',
     '{}', 0, 1, 1, '18:00', true, 20),
    ('intl-economy', '{"ko": "국제 일반", "en": "International economy"}', 'simulated', '{asia,world}',
     '[{"upToGrams": 500, "price": {"KRW": 12000, "USD": 900, "EUR": 850, "JPY": 1400}}, {"upToGrams": 2000, "price": {"KRW": 24000, "USD": 1800, "EUR": 1700, "JPY": 2800}}, {"upToGrams": 10000, "price": {"KRW": 68000, "USD": 5200, "EUR": 4900, "JPY": 7900}}, {"upToGrams": 30000, "price": {"KRW": 150000, "USD": 11500, "EUR": 10800, "JPY": 17500}}]',
     '{"KRW": 200000, "USD": 15000, "EUR": 14000, "JPY": 23000}', 6000, 7, 14, '15:00', false, 30),
    ('intl-express', '{"ko": "국제 특송", "en": "International express"}', 'simulated', '{asia,world}',
     '[{"upToGrams": 500, "price": {"KRW": 32000, "USD": 2400, "EUR": 2300, "JPY": 3700}}, {"upToGrams": 2000, "price": {"KRW": 52000, "USD": 3900, "EUR": 3700, "JPY": 6100}}, {"upToGrams": 10000, "price": {"KRW": 125000, "USD": 9500, "EUR": 9000, "JPY": 14500}}, {"upToGrams": 30000, "price": {"KRW": 280000, "USD": 21500, "EUR": 20000, "JPY": 33000}}]',
     '{}', 5000, 3, 5, '15:00', false, 40);
