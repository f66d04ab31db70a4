-- A contest before an audience: teams, rounds with their questions, and a log of all that happened. The score is the
-- sum of the log; nothing in it changes, a mistake is taken back by a later line.

create table live_contest (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  -- who holds it
  unit_id uuid not null references org_unit (id),
  title text not null check (length(title) between 2 and 60),
  day date not null,
  place text not null default '' check (length(place) <= 60),
  -- contest of the campaign that it belongs to; as its channel the meeting may count
  contest_key text,
  version integer not null default 1 check (version > 0),
  -- Number of the log's last line. This row is the one place where presses of buzzers queue up.
  last_event integer not null default 0,
  -- the last line that the host wrote: what a host's screen and a buzzer act upon
  turn integer not null default 0,
  -- the line that showed the question that is on show
  asking integer,
  phase text not null default 'ready',
  created_at timestamptz not null,
  created_by text not null references "user" ("id")
);
create index on live_contest (campaign_id, day desc, id desc);

create table live_team (
  id uuid primary key,
  contest_id uuid not null references live_contest (id) on delete cascade,
  position integer not null check (position between 1 and 8),
  name text not null check (length(name) between 1 and 20),
  unit_id uuid references org_unit (id),
  -- The secret of the team's link is made from this number and the deployment's key; a new number is a new link.
  link_number integer not null default 1,
  -- keyed hash of the token of the one telephone that took the link up
  device_hash bytea,
  -- round trip in milliseconds as that telephone measured it, and when it was last heard of
  rtt_ms integer check (rtt_ms between 0 and 60000),
  seen_at timestamptz,
  unique (contest_id, position) deferrable initially deferred,
  unique (contest_id, name) deferrable initially deferred
);

create table live_round (
  id uuid primary key,
  contest_id uuid not null references live_contest (id) on delete cascade,
  position integer not null check (position between 1 and 20),
  title text not null check (length(title) between 1 and 20),
  kind text not null check (kind in ('required', 'buzzer', 'risk')),
  tie_break boolean not null default false,
  -- of a right answer; in a risk round the team chooses one of the stakes
  points integer not null check (points between 0 and 1000),
  stakes integer[] not null default '{}',
  -- taken off for a wrong answer, and for a press before the buzzers are open
  deduct integer not null default 0 check (deduct between 0 and 1000),
  foul integer not null default 0 check (foul between 0 and 1000),
  seconds integer not null check (seconds between 5 and 600),
  buzz_seconds integer not null default 10 check (buzz_seconds between 3 and 120),
  unique (contest_id, position) deferrable initially deferred
);

create table live_question (
  id uuid primary key,
  contest_id uuid not null references live_contest (id) on delete cascade,
  round_id uuid not null references live_round (id) on delete cascade,
  position integer not null check (position between 1 and 200),
  -- kept in reserve, for a question that has to be withdrawn
  spare boolean not null default false,
  -- as in a bank (features/questions/question.ts), at the time when it was chosen
  question jsonb not null,
  unique (round_id, position) deferrable initially deferred
);
create index on live_question (contest_id);
create unique index on live_question (contest_id, (question ->> 'key'));

create table live_event (
  contest_id uuid not null references live_contest (id),
  number integer not null,
  -- the server's clock when the request arrived
  at timestamptz not null,
  kind text not null,
  -- of a press: the team, and the host's line that it answered; a team presses once for each
  team_id uuid,
  turn integer,
  data jsonb not null,
  -- the host; a press has none
  user_id text references "user" ("id"),
  primary key (contest_id, number),
  unique (contest_id, team_id, turn),
  check ((kind = 'press') = (team_id is not null) and (kind = 'press') = (turn is not null))
);
create trigger live_event_append_only before update or delete or truncate on live_event
  for each statement execute function refuse_change();
