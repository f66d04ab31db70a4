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
  -- participant and number as they were at the start; both stay when two devices turn out to be one person, for the
  -- paper follows from them
  drawn_for uuid not null,
  drawn_number smallint not null,
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
  display text check (length(display) <= 4),
  primary key (campaign_id, contest, participant_id)
) with (fillfactor = 80);
-- Ascending in every column, so that "who stands before me" is one comparison of rows; with the points in it the index
-- alone answers.
create index standing_order on standing
  (campaign_id, contest, (-points), used_ms, reached_at, participant_id) include (points);

-- What citizens see of a leaderboard: the last row is in force, without one it is live. Rows stay.
create table board_change (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  contest text not null,
  number integer not null check (number > 0),
  state text not null check (state in ('live', 'frozen', 'off')),
  reason text not null check (length(reason) between 2 and 500),
  made_at timestamptz not null,
  made_by text not null references "user" ("id"),
  unique (campaign_id, contest, number)
);
-- The places that a frozen board shows.
create table board_snapshot_place (
  change_id uuid not null references board_change (id),
  place integer not null check (place > 0),
  -- no reference, as such a row stays when two devices turn out to be one person
  participant_id uuid not null,
  points smallint not null,
  used_ms integer not null,
  reached_at timestamptz not null,
  primary key (change_id, place),
  unique (change_id, participant_id)
);
create trigger board_change_append_only before update or delete or truncate on board_change
  for each statement execute function refuse_change();
create trigger board_snapshot_place_append_only before update or delete or truncate on board_snapshot_place
  for each statement execute function refuse_change();

-- Prize draws. Promise, closing of the entries, result: three rows that never change, each once for a contest.
create table prize_draw (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  contest text not null,
  winners integer not null check (winners > 0),
  prize text not null,
  -- a public figure that nobody knows yet and that goes into the draw
  witness text check (length(witness) between 4 and 100),
  -- told to nobody before the result
  seed bytea not null check (length(seed) = 32),
  commitment text not null,
  committed_at timestamptz not null,
  committed_by text not null references "user" ("id"),
  unique (campaign_id, contest)
);
create table draw_entry (
  draw_id uuid not null references prize_draw (id),
  -- public; its owner alone can show the claim code that it is a digest of
  code text collate "C" not null,
  -- no reference, as above
  participant_id uuid not null,
  primary key (draw_id, code),
  unique (draw_id, participant_id)
);
create table draw_closing (
  draw_id uuid primary key references prize_draw (id),
  entries integer not null check (entries >= 0),
  digest text not null,
  closed_at timestamptz not null,
  closed_by text not null references "user" ("id")
);
create table draw_result (
  draw_id uuid primary key references draw_closing (draw_id),
  witness_value text check (length(witness_value) between 1 and 200),
  drawn_at timestamptz not null,
  drawn_by text not null references "user" ("id")
);
create table draw_winner (
  draw_id uuid not null references draw_result (draw_id),
  place integer not null check (place > 0),
  code text collate "C" not null,
  primary key (draw_id, place),
  unique (draw_id, code),
  foreign key (draw_id, code) references draw_entry (draw_id, code)
);
create table draw_claim (
  draw_id uuid not null,
  place integer not null,
  claimed_at timestamptz not null,
  handed_by text not null references "user" ("id"),
  primary key (draw_id, place),
  foreign key (draw_id, place) references draw_winner (draw_id, place)
);
create function refuse_late_entry() returns trigger language plpgsql as $$
begin
  if exists (select from added a join draw_closing c on c.draw_id = a.draw_id) then
    raise exception 'the entries of this draw are closed' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger draw_entry_in_time after insert on draw_entry referencing new table as added
  for each statement execute function refuse_late_entry();
create trigger prize_draw_append_only before update or delete or truncate on prize_draw
  for each statement execute function refuse_change();
create trigger draw_entry_append_only before update or delete or truncate on draw_entry
  for each statement execute function refuse_change();
create trigger draw_closing_append_only before update or delete or truncate on draw_closing
  for each statement execute function refuse_change();
create trigger draw_result_append_only before update or delete or truncate on draw_result
  for each statement execute function refuse_change();
create trigger draw_winner_append_only before update or delete or truncate on draw_winner
  for each statement execute function refuse_change();
create trigger draw_claim_append_only before update or delete or truncate on draw_claim
  for each statement execute function refuse_change();
