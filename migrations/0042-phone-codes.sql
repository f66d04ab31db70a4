-- Telephone numbers verified by a code, and flags on what looks like abuse.

-- The code last sent at a device's request; asking again replaces it.
create table phone_code (
  token_hash bytea primary key references device (token_hash) on delete cascade,
  phone_hash bytea not null,
  phone_mask text not null,
  -- keyed hash of number and code
  code_hash bytea not null,
  expires_at timestamptz not null,
  tries smallint not null default 0 check (tries between 0 and 5)
);
create index on phone_code (expires_at);

-- Left behind when its only device moved to the person who has the number: what is still under it counts no more.
alter table participant add column joined_id uuid references participant (id);

-- Doubts about participation, for a person to look at; they never block.
create table participation_flag (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  kind text not null check (kind in ('crowded-address', 'many-units', 'fast-answers')),
  -- counter key of the channel, as in participation
  channel text not null,
  -- the unit it was done for; the campaign's root where there were several
  unit_id uuid not null references org_unit (id),
  day date not null,
  -- keyed mark of the address or id of the participant: what is doubtful, told once a day
  subject text not null,
  -- figures for the sentence that the desk says
  detail jsonb not null,
  found_at timestamptz not null,
  settled_at timestamptz,
  settled_by text references "user" (id),
  note text,
  unique (campaign_id, kind, channel, day, subject),
  check ((settled_at is null) = (note is null) and (settled_at is null) = (settled_by is null))
);
create index on participation_flag (campaign_id, found_at desc, id desc);

-- The look-out for doubts reads the last minutes only.
create index on participation using brin (at) with (pages_per_range = 16);
create index on device (created_at);
