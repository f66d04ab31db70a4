-- Certificates that citizens keep, and the pledge (倡议书) that is the first thing to give one.

-- What stands on certificates, once for all that carry the same words.
create table certificate_text (
  digest bytea primary key,
  title text not null,
  -- opening and points, as they were when they were signed
  lines text[] not null,
  issuer text not null
);

create table certificate (
  -- 16 of 31 signs that are told apart easily, 79 bits: whoever has the code has seen the paper
  code text primary key check (code ~ '^[2-9A-HJKMNP-Z]{16}$'),
  campaign_id uuid not null references campaign (id),
  -- as in participation: `pledge.first-responsible`
  channel text not null,
  -- the pledge or attempt that it is for
  record_id uuid not null,
  -- who may see it whole
  participant_id uuid not null references participant (id),
  unit_id uuid not null references org_unit (id),
  text_digest bytea not null references certificate_text (digest),
  -- a typed name, or a drawn signature as strokes in a box of 1000 × 400: `x,y x,y;x,y x,y`; gone when it is taken back
  holder text check (length(holder) between 1 and 40),
  strokes text check (length(strokes) <= 24000),
  -- [{label, value}], for its holder only
  facts jsonb not null default '[]',
  day date not null,
  issued_at timestamptz not null,
  withdrawn_at timestamptz,
  check (case when withdrawn_at is null then (holder is null) <> (strokes is null)
    else holder is null and strokes is null end)
);
create unique index on certificate (record_id) where withdrawn_at is null;
create index on certificate (participant_id);

-- Enterprises that people named, by unit, so that the next one need not type the whole name.
create table workplace (
  id uuid primary key,
  unit_id uuid not null references org_unit (id),
  -- width, case, spaces and punctuation do not matter
  name_key text not null check (length(name_key) between 1 and 60),
  name text not null check (length(name) between 2 and 60),
  -- initials and full pinyin
  pinyin text not null,
  -- by how many people
  given integer not null,
  unique (unit_id, name_key)
);

create table pledge (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  pledge_key text not null,
  participant_id uuid not null references participant (id),
  audience text not null,
  unit_id uuid not null references org_unit (id),
  workplace_id uuid references workplace (id),
  day date not null,
  signed_at timestamptz not null,
  withdrawn_at timestamptz,
  -- one person signs once
  unique (campaign_id, pledge_key, participant_id)
);
create index on pledge (campaign_id, pledge_key, signed_at desc, id desc) where withdrawn_at is null;
create index on pledge (workplace_id);
