-- The ledger: everything that counts into the statistics table, whatever feature recorded it. A record counts once in
-- each unit whose subtree takes part (`nodes`), so a joint event is never counted twice in a common ancestor.

-- Places of the indicators in the arrays below. A place is never given to another indicator.
create table ledger_indicator (
  campaign_id uuid not null references campaign (id),
  code text not null,
  place smallint not null check (place between 1 and 500),
  primary key (campaign_id, code),
  unique (campaign_id, place)
);

-- `id` is the id of the activity, clipping, case or adjustment.
create table ledger_entry (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  source text not null check (source in ('activity', 'clipping', 'case', 'adjustment')),
  title text not null,
  -- keys of the definition's counters and what they count
  counted_as text[] not null,
  sessions bigint check (sessions >= 0),
  participants bigint check (participants >= 0),
  reach bigint check (reach >= 0),
  quantity bigint check (quantity >= 0),
  day date not null,
  unit_ids uuid[] not null check (cardinality(unit_ids) > 0),
  nodes integer[] not null,
  -- by place; null where the record does not count
  vals bigint[] not null,
  -- the first picture, for lists
  file_id uuid references file (id)
);
create index on ledger_entry (campaign_id, day desc, id desc);
create index on ledger_entry using gin (nodes) with (fastupdate = off);
create index on ledger_entry using gin (unit_ids) with (fastupdate = off);

-- Maintained totals: one row per node and day, and one over all days (day '-infinity') that is read most.
create table ledger_total (
  campaign_id uuid not null references campaign (id),
  node integer not null,
  day date not null,
  entries integer not null,
  sums bigint[] not null,
  -- how many records count into each sum: a sum of none is blank, not zero
  counts bigint[] not null,
  adjusted bigint[] not null,
  adjustments bigint[] not null,
  primary key (campaign_id, node, day)
) with (fillfactor = 80);

-- What the totals were counted by; another digest means that they must be counted anew.
create table ledger_state (
  campaign_id uuid primary key references campaign (id),
  digest text not null
);

-- A number that a unit changes by hand: with a reason, never altered, undone by an opposite one.
create table adjustment (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  unit_id uuid not null references org_unit (id),
  code text not null,
  day date not null,
  amount bigint not null check (amount <> 0),
  -- what the unit's own sheet said before, blank where nothing was recorded
  before bigint,
  reason text not null check (length(reason) between 2 and 500),
  withdraws uuid unique references adjustment (id),
  made_at timestamptz not null,
  made_by text not null references "user" ("id")
);
create index on adjustment (campaign_id, unit_id, made_at desc, id desc);
create trigger adjustment_append_only before update or delete or truncate on adjustment
  for each statement execute function refuse_change();

-- Sum by place; a missing or blank place is nothing.
create function add_by_place(a bigint[], b bigint[]) returns bigint[] language sql immutable parallel safe as $$
  select coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) order by place), '{}')
  from unnest(a, b) with ordinality as t (x, y, place)
$$;
