create table draft (
  obligation_id uuid primary key references obligation (id),
  content jsonb not null,
  version integer not null check (version > 0),
  saved_at timestamptz not null,
  saved_by text not null references "user" ("id")
);

-- Immutable revisions; review fields are filled once and a later view of the office is a later revision's.
create table submission (
  id uuid primary key,
  obligation_id uuid not null references obligation (id),
  campaign_id uuid not null references campaign (id),
  unit_id uuid not null references org_unit (id),
  revision integer not null check (revision > 0),
  content jsonb not null,
  definition_digest text not null,
  digest text not null,
  receipt text not null unique,
  zero_report boolean not null,
  submitted_at timestamptz not null,
  submitted_by text not null references "user" ("id"),
  started_at timestamptz,
  on_time boolean not null,
  idempotency_key text not null check (length(idempotency_key) between 8 and 200),
  unique (obligation_id, revision),
  unique (obligation_id, idempotency_key)
);
alter table obligation add foreign key (submission_id) references submission (id) deferrable initially deferred;

-- What reviewers did to a revision, in order.
create table review (
  id uuid primary key,
  submission_id uuid not null references submission (id),
  kind text not null check (kind in ('checked', 'accepted', 'returned', 'signed-off')),
  remark text,
  field_remarks jsonb not null default '{}',
  made_at timestamptz not null,
  made_by text not null references "user" ("id")
);
create index on review (submission_id, made_at);

-- The figures of a revision in the definition's indicator order (null = blank), with when they count.
create table figures (
  submission_id uuid primary key references submission (id),
  obligation_id uuid not null references obligation (id),
  campaign_id uuid not null references campaign (id),
  unit_id uuid not null references org_unit (id),
  period_end date not null,
  revision integer not null,
  submitted_at timestamptz not null,
  -- from this moment the revision no longer counts, because it was returned or replaced
  ended_at timestamptz,
  vals bigint[] not null,
  a0 integer, a1 integer, a2 integer, a3 integer, a4 integer, a5 integer, a6 integer
);
create index on figures (campaign_id, unit_id, period_end desc, revision desc);
create index on figures (obligation_id);

-- A published table: ledger position (as_of) + digest + the table itself.
create table snapshot (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  number integer not null,
  unit_id uuid not null references org_unit (id),
  title text not null,
  as_of timestamptz not null,
  definition_digest text not null,
  digest text not null,
  content jsonb not null,
  published_at timestamptz not null,
  published_by text not null references "user" ("id"),
  unique (campaign_id, number)
);
create trigger snapshot_append_only before update or delete or truncate on snapshot
  for each statement execute function refuse_change();
create trigger deadline_change_append_only before update or delete or truncate on deadline_change
  for each statement execute function refuse_change();
create trigger submission_append_only before update or delete or truncate on submission
  for each statement execute function refuse_change();
create trigger review_append_only before update or delete or truncate on review
  for each statement execute function refuse_change();
