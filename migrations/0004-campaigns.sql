create table campaign (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  title text not null,
  root_unit_id uuid not null references org_unit (id),
  definition jsonb not null,
  digest text not null,
  loaded_at timestamptz not null
);
-- Every definition that was ever in force, so that an old report can be read with the form it was filled in.
create table campaign_version (
  campaign_id uuid not null references campaign (id),
  digest text not null,
  definition jsonb not null,
  loaded_at timestamptz not null,
  loaded_by text,
  primary key (campaign_id, digest)
);
create table task (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  key text not null,
  position integer not null,
  retired_at timestamptz,
  unique (campaign_id, key)
);

-- One row per (unit, period of a task): what is expected, and the standing of what came.
create table obligation (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  task_id uuid not null references task (id),
  task_key text not null,
  unit_id uuid not null references org_unit (id),
  period_key text not null,
  period_title text not null,
  period_start date not null,
  period_end date not null check (period_end >= period_start),
  opens_at timestamptz not null,
  due_at timestamptz not null check (due_at > opens_at),
  extended_due_at timestamptz,
  exempted_at timestamptz,
  withdrawn_at timestamptz,
  standing text not null default 'none' check (standing in ('none', 'submitted', 'checked', 'accepted', 'returned')),
  submission_id uuid,
  revision integer not null default 0,
  submitted_at timestamptz,
  on_time boolean,
  zero_report boolean not null default false,
  a0 integer, a1 integer, a2 integer, a3 integer, a4 integer, a5 integer, a6 integer,
  unique (task_id, unit_id, period_key),
  check ((standing = 'none') = (submission_id is null))
);
create index on obligation (unit_id, due_at);
create index on obligation (campaign_id, due_at, id);
create index on obligation (campaign_id, standing, submitted_at, id);
create index on obligation (campaign_id, a0); create index on obligation (campaign_id, a1);
create index on obligation (campaign_id, a2); create index on obligation (campaign_id, a3);
create index on obligation (campaign_id, a4); create index on obligation (campaign_id, a5);

-- Reasons stay visible: one row per extension or exemption, never changed.
create table deadline_change (
  id uuid primary key,
  obligation_id uuid not null references obligation (id),
  kind text not null check (kind in ('extension', 'exemption', 'exemption-ended')),
  new_due_at timestamptz,
  reason text not null check (length(reason) between 2 and 500),
  made_at timestamptz not null,
  made_by text not null references "user" ("id"),
  check ((kind = 'extension') = (new_due_at is not null))
);
create index on deadline_change (obligation_id, made_at);
