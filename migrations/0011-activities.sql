-- 活动台账: one record per event, made where it happens; reports and figures are drawn from it.
alter table role_grant drop constraint role_grant_role_check;
alter table role_grant add constraint role_grant_role_check
  check (role in ('admin', 'reviewer', 'liaison', 'leader', 'auditor', 'recorder'));

create table activity (
  -- chosen by the recorder's device, so that a repeated sending is the same record
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  unit_id uuid not null references org_unit (id),
  type text not null,
  title text not null check (length(title) between 1 and 100),
  day date not null,
  start_time time,
  end_time time,
  place text check (length(place) <= 200),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  audience text,
  dimensions text[] not null default '{}',
  sessions bigint check (sessions >= 0),
  participants bigint check (participants >= 0),
  reach bigint check (reach >= 0),
  quantity bigint check (quantity >= 0),
  narrative text not null default '' check (length(narrative) <= 5000),
  is_key boolean not null default false,
  -- the same-day report that a key activity owes
  obligation_id uuid references obligation (id),
  version integer not null check (version > 0),
  digest text not null,
  created_at timestamptz not null,
  created_by text not null references "user" ("id"),
  changed_at timestamptz not null,
  deleted_at timestamptz,
  check ((latitude is null) = (longitude is null))
);
create index on activity (campaign_id, unit_id, day desc, id desc);
create index on activity (obligation_id);

-- Co-organisers; the owner is in "activity".
create table activity_partner (
  activity_id uuid not null references activity (id),
  unit_id uuid not null references org_unit (id),
  position integer not null,
  primary key (activity_id, unit_id)
);
create index on activity_partner (unit_id);

create table activity_file (
  activity_id uuid not null references activity (id),
  file_id uuid not null references file (id),
  position integer not null,
  caption text check (length(caption) <= 200),
  primary key (activity_id, file_id)
);
create index on activity_file (file_id);

-- What a unit records again and again: the content to begin with.
create table activity_template (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  unit_id uuid not null references org_unit (id),
  name text not null check (length(name) between 1 and 50),
  content jsonb not null,
  made_at timestamptz not null,
  unique (campaign_id, unit_id, name)
);
