-- What members bought, told by orders: the right to a verified review.
create table purchases (
    order_id uuid not null,
    line int not null,
    number text not null,
    user_id uuid not null,
    product_id uuid not null,
    sku text not null,
    seller_id uuid not null,
    name_ko text,
    name_en text,
    bought_at timestamptz not null,
    delivered_at timestamptz,
    primary key (order_id, line)
);

create index purchases_user on purchases (user_id, product_id, bought_at desc);

create table reviews (
    id uuid primary key,
    product_id uuid not null,
    seller_id uuid not null,
    -- Null for one who left, and for what came from elsewhere.
    user_id uuid,
    author text,
    order_id uuid,
    line int,
    option_ko text,
    option_en text,
    stars int not null check (stars between 1 and 5),
    title text,
    body text not null,
    language text not null check (language in ('ko', 'en')),
    fit text check (fit in ('Small', 'True', 'Large')),
    -- [{hash, width, height}]
    pictures jsonb not null default '[]',
    verified boolean not null,
    state text not null check (state in ('Pending', 'Approved', 'Rejected', 'Withdrawn')),
    reason text,
    spam_score double precision not null default 0,
    spam_signs jsonb not null default '[]',
    -- Voices: those brought along (from elsewhere, or of members who left) and the rows of votes.
    helpful_base int not null default 0,
    helpful int not null default 0,
    reply text,
    replied_at timestamptz,
    source text,
    source_key text,
    written_at timestamptz not null,
    edited_at timestamptz,
    published_at timestamptz
);

create unique index reviews_purchase on reviews (order_id, line) where order_id is not null and state <> 'Withdrawn';
create unique index reviews_unbought on reviews (user_id, product_id) where order_id is null and user_id is not null and state <> 'Withdrawn';
create unique index reviews_source on reviews (source, source_key) where source is not null;
create index reviews_shown on reviews (product_id, written_at desc, id) where state = 'Approved';
create index reviews_product on reviews (product_id);
create index reviews_user on reviews (user_id, written_at desc) where user_id is not null;
create index reviews_newest on reviews (written_at desc, id);
create index reviews_waiting on reviews (written_at) where state = 'Pending';

-- Sums over the approved reviews of a product, changed in the transaction that changes the review.
create table ratings (
    product_id uuid primary key,
    count int not null default 0,
    sum int not null default 0,
    stars1 int not null default 0,
    stars2 int not null default 0,
    stars3 int not null default 0,
    stars4 int not null default 0,
    stars5 int not null default 0,
    verified int not null default 0,
    with_pictures int not null default 0,
    korean int not null default 0,
    english int not null default 0,
    fits_small int not null default 0,
    fits_true int not null default 0,
    fits_large int not null default 0
);

create table questions (
    id uuid primary key,
    product_id uuid not null,
    seller_id uuid not null,
    user_id uuid,
    author text,
    body text not null,
    language text not null check (language in ('ko', 'en')),
    private boolean not null,
    state text not null check (state in ('Pending', 'Approved', 'Rejected', 'Withdrawn')),
    reason text,
    spam_score double precision not null default 0,
    spam_signs jsonb not null default '[]',
    -- Approved answers.
    answer_count int not null default 0,
    asked_at timestamptz not null
);

create index questions_product on questions (product_id, asked_at desc, id);
create index questions_user on questions (user_id, asked_at desc) where user_id is not null;
create index questions_newest on questions (asked_at desc, id);

create table answers (
    id uuid primary key,
    question_id uuid not null references questions (id),
    seller_id uuid,
    user_id uuid,
    author text,
    role text not null check (role in ('seller', 'buyer', 'member')),
    body text not null,
    state text not null check (state in ('Pending', 'Approved', 'Rejected', 'Withdrawn')),
    reason text,
    spam_score double precision not null default 0,
    spam_signs jsonb not null default '[]',
    helpful_base int not null default 0,
    helpful int not null default 0,
    answered_at timestamptz not null
);

create index answers_question on answers (question_id, answered_at);
create index answers_user on answers (user_id) where user_id is not null;

-- Who found a review or an answer helpful.
create table votes (
    subject_id uuid not null,
    user_id uuid not null,
    at timestamptz not null,
    primary key (subject_id, user_id)
);

create index votes_user on votes (user_id);

create table reports (
    subject_id uuid not null,
    reporter uuid not null,
    kind text not null,
    text text,
    open boolean not null default true,
    at timestamptz not null,
    primary key (subject_id, reporter)
);

create index reports_open on reports (subject_id) where open;

-- Every decision on a review, question or answer.
create table moderation (
    id bigint generated always as identity primary key,
    subject_id uuid not null,
    state text not null,
    reason text,
    actor text not null,
    at timestamptz not null
);

create index moderation_subject on moderation (subject_id, id);

create table pictures (
    hash text not null,
    user_id uuid not null,
    width int not null,
    height int not null,
    at timestamptz not null,
    primary key (hash, user_id)
);

create index pictures_user on pictures (user_id, at);

-- What the spam filter remembers of each text: a 64-bit SimHash in four bands (two texts that differ in three bits or fewer share a band), and where
-- it came from, as a keyed hash that is dropped after some days.
create table fingerprints (
    post_id uuid primary key,
    product_id uuid not null,
    user_id uuid,
    address_hash bytea,
    simhash bigint not null,
    band0 int not null,
    band1 int not null,
    band2 int not null,
    band3 int not null,
    -- Too short to be told apart from others of its kind.
    short boolean not null,
    at timestamptz not null
);

create index fingerprints_band0 on fingerprints (band0) where not short;
create index fingerprints_band1 on fingerprints (band1) where not short;
create index fingerprints_band2 on fingerprints (band2) where not short;
create index fingerprints_band3 on fingerprints (band3) where not short;
create index fingerprints_user on fingerprints (user_id, at) where user_id is not null;
create index fingerprints_address on fingerprints (address_hash, at) where address_hash is not null;
create index fingerprints_product on fingerprints (product_id, at);

-- How often a feature of a text was in texts that moderators approved or rejected as spam. The feature '' counts the texts.
create table learned_words (
    word text primary key,
    ham int not null default 0,
    spam int not null default 0
);

-- What was learned from a text, so that a changed mind can be unlearned.
create table learned_posts (
    post_id uuid primary key,
    spam boolean not null,
    words text[] not null
);
