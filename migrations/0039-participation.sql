-- What the public does, and how it gets into the ledger. Each act is one row that never changes (a withdrawal is a row
-- with negative numbers); rows not yet counted are gathered into one ledger entry per channel, unit and day.

create table participation (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  -- counter key of the definition, `contest.quiz-law`
  channel text not null,
  unit_id uuid not null references org_unit (id),
  day date not null,
  participant_id uuid references participant (id),
  -- the attempt, pledge, entry or session itself
  record_id uuid not null,
  sessions integer not null default 0,
  people integer not null default 0,
  quantity integer not null default 0,
  at timestamptz not null,
  counted boolean not null default false
) with (fillfactor = 90);
create index on participation (id) where not counted;
create index on participation (campaign_id, channel, unit_id, day, id);
create index on participation (participant_id);
create index on participation (record_id);

-- One per channel, unit and day; its id is that of its ledger entry.
create table participation_day (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  channel text not null,
  unit_id uuid not null references org_unit (id),
  day date not null,
  sessions bigint not null,
  people bigint not null,
  quantity bigint not null,
  unique (campaign_id, channel, unit_id, day)
);

alter table ledger_entry drop constraint ledger_entry_source_check;
alter table ledger_entry add constraint ledger_entry_source_check
  check (source in ('activity', 'clipping', 'case', 'adjustment', 'public'));
