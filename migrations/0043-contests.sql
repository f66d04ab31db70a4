-- Online contests. An attempt's paper is not stored: it follows from its seed and the bank as it was, which is kept.

create table contest_bank (
  campaign_id uuid not null references campaign (id),
  -- digest of the questions that were live
  version text not null,
  questions jsonb not null,
  first_used_at timestamptz not null,
  primary key (campaign_id, version)
);

create table attempt (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  contest text not null,
  phase text not null check (phase in ('scored', 'daily')),
  participant_id uuid not null references participant (id),
  unit_id uuid not null references org_unit (id),
  -- local day on which it was started
  day date not null,
  -- the span that the cap counts in, a day or '*', and which attempt of this person in it this is: the cap holds because
  -- a number exists once
  span text not null,
  number smallint not null check (number > 0),
  bank_version text not null,
  seed bytea not null,
  started_at timestamptz not null,
  -- answers are taken until then; null without a limit
  due_at timestamptz,
  -- by place in the paper, as the citizen saw it
  answers jsonb not null default '{}',
  finished_at timestamptz,
  -- false when its time ran out
  handed_in boolean,
  points smallint,
  full_points smallint,
  -- bits by place: '1' right
  marks text,
  used_ms integer,
  foreign key (campaign_id, bank_version) references contest_bank (campaign_id, version),
  check ((finished_at is null) = (points is null))
) with (fillfactor = 70);
create unique index attempt_number on attempt (campaign_id, contest, phase, participant_id, span, number);
create unique index attempt_running on attempt (campaign_id, contest, phase, participant_id) where finished_at is null;
create index attempt_overdue on attempt (due_at) where finished_at is null;
create index attempt_by_contest on attempt (campaign_id, contest, phase, id);

-- Best scored attempt of each person: the leaderboard.
create table standing (
  campaign_id uuid not null references campaign (id),
  contest text not null,
  participant_id uuid not null references participant (id),
  attempt_id uuid not null references attempt (id),
  unit_id uuid not null references org_unit (id),
  points smallint not null,
  used_ms integer not null,
  reached_at timestamptz not null,
  -- masked, 王*; null when the person did not give one
  display text,
  primary key (campaign_id, contest, participant_id)
) with (fillfactor = 80);
create index standing_order on standing (campaign_id, contest, points desc, used_ms, reached_at, participant_id);
