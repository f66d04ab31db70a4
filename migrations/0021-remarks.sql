-- Doubts for reviewers, found by the definition's rules after something was recorded or reported; never a block.
create table remark (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  unit_id uuid not null references org_unit (id),
  rule_key text not null,
  kind text not null,
  -- what it is about, and the picture or number in question
  subject text not null check (subject in ('activity', 'submission')),
  subject_id uuid not null,
  file_id uuid references file (id),
  code text,
  -- the other side, where there is one
  other text check (other in ('activity', 'submission')),
  other_id uuid,
  other_file_id uuid references file (id),
  detail jsonb not null default '{}',
  found_at timestamptz not null,
  settled_at timestamptz,
  settled_by text references "user" ("id"),
  note text check (length(note) between 2 and 500),
  unique nulls not distinct (rule_key, subject, subject_id, file_id, code, other_id, other_file_id),
  check ((other is null) = (other_id is null)),
  check ((settled_at is null) = (note is null) and (settled_at is null) = (settled_by is null))
);
create index on remark (campaign_id, unit_id, found_at desc, id desc);
create index on remark (subject, subject_id);

-- What is to be looked at. A set, not a queue: looking twice is harmless.
create table remark_due (
  subject text not null check (subject in ('activity', 'submission')),
  subject_id uuid not null,
  since timestamptz not null,
  attempts integer not null default 0,
  primary key (subject, subject_id)
);
create index on remark_due (since) where attempts < 3;
