-- 媒体报道 and 典型案例: what the press wrote, and the cases a unit made public.
create table clipping (
  -- chosen by the recorder's device, so that a repeated sending is the same record
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  unit_id uuid not null references org_unit (id),
  outlet text not null check (length(outlet) between 1 and 100),
  level text not null,
  medium text not null,
  day date not null,
  title text not null check (length(title) between 1 and 200),
  link text check (link ~ '^https?://' and length(link) <= 2000),
  -- the link without what only tells how it was passed on; finds the same article again
  link_key text,
  topic text not null,
  quantity bigint check (quantity > 0),
  version integer not null check (version > 0),
  digest text not null,
  created_at timestamptz not null,
  created_by text not null references "user" ("id"),
  changed_at timestamptz not null,
  deleted_at timestamptz
);
create index on clipping (campaign_id, unit_id, day desc, id desc);
create index on clipping (campaign_id, day desc, id desc);
create index on clipping (unit_id, link_key);

create table clipping_file (
  clipping_id uuid not null references clipping (id),
  file_id uuid not null references file (id),
  position integer not null,
  caption text check (length(caption) <= 200),
  primary key (clipping_id, file_id)
);
create index on clipping_file (file_id);

-- "case" is a word of SQL.
create table typical_case (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  unit_id uuid not null references org_unit (id),
  title text not null check (length(title) between 1 and 200),
  facts text not null check (length(facts) <= 1500),
  decided_on date,
  penalty text not null default '' check (length(penalty) <= 1000),
  -- hundredths of a yuan
  amount_fen bigint check (amount_fen >= 0),
  -- as written, one reference a line
  bases text[] not null default '{}',
  flags text[] not null default '{}',
  -- where it was exposed: by one of the unit's clippings, whose outlet and day are repeated here, or as typed
  clipping_id uuid references clipping (id),
  outlet text check (length(outlet) between 1 and 100),
  exposed_on date,
  -- the day it belongs to: of the exposure, before that of the decision
  day date not null,
  version integer not null check (version > 0),
  digest text not null,
  created_at timestamptz not null,
  created_by text not null references "user" ("id"),
  changed_at timestamptz not null,
  deleted_at timestamptz,
  check ((outlet is null) = (exposed_on is null))
);
create index on typical_case (campaign_id, unit_id, day desc, id desc);
create index on typical_case (campaign_id, day desc, id desc);
create index on typical_case (clipping_id);

create table case_file (
  case_id uuid not null references typical_case (id),
  file_id uuid not null references file (id),
  position integer not null,
  caption text check (length(caption) <= 200),
  primary key (case_id, file_id)
);
create index on case_file (file_id);
