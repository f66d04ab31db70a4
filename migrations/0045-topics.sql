-- What citizens hand in with an entry or a question. Pictures are kept only as resized copies without place and time.
create table citizen_file (
  id uuid primary key,
  participant_id uuid not null references participant (id),
  sha256 text not null references blob (sha256),
  name text not null check (length(name) between 1 and 255),
  -- bytes as they were sent, which is not what is kept
  received_size bigint not null,
  uploaded_at timestamptz not null
);
create index on citizen_file (participant_id);
create index on citizen_file (sha256);

-- 话题征集: entries that citizens hand in; published only after somebody has looked at them.
create table topic_entry (
  -- chosen by the citizen's device, so that a repeated sending is the same entry
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  topic text not null,
  participant_id uuid not null references participant (id),
  -- whom it counts for
  unit_id uuid not null references org_unit (id),
  title text not null check (length(title) between 2 and 40),
  body text not null check (length(body) <= 5000),
  -- 王*; what was typed is not kept
  signature text check (length(signature) <= 20),
  digest text not null,
  state text not null check (state in ('pending', 'published', 'refused', 'withdrawn')),
  submitted_at timestamptz not null,
  -- words of the list and earlier entries that are nearly the same: a mark for the moderator, never a decision
  marks jsonb not null,
  decided_at timestamptz,
  decided_by text references "user" ("id"),
  refusal text,
  note text check (length(note) <= 500),
  published_at timestamptz,
  selected_at timestamptz,
  selected_by text references "user" ("id"),
  selected_reason text check (length(selected_reason) between 2 and 200),
  check ((state = 'published') = (published_at is not null)),
  check (state <> 'refused' or refusal is not null),
  check ((selected_at is null) = (selected_by is null) and (selected_at is null) = (selected_reason is null)),
  check (selected_at is null or state = 'published')
);
create index on topic_entry (campaign_id, topic, state, submitted_at, id);
create index on topic_entry (campaign_id, topic, published_at desc, id desc) where state = 'published';
create index on topic_entry (participant_id, topic);
create index on topic_entry (unit_id);

create table topic_entry_file (
  entry_id uuid not null references topic_entry (id),
  position smallint not null,
  file_id uuid not null unique references citizen_file (id),
  primary key (entry_id, position)
);

create table topic_like (
  entry_id uuid not null references topic_entry (id),
  participant_id uuid not null references participant (id),
  at timestamptz not null,
  primary key (entry_id, participant_id)
);
create index on topic_like (participant_id);

-- How many like an entry, in slots that are added up: a like changes one of them by chance, so that many at once do not
-- wait for each other. A single slot may be negative, the sum is not.
create table topic_like_count (
  entry_id uuid not null references topic_entry (id),
  slot smallint not null check (slot between 0 and 15),
  likes integer not null,
  primary key (entry_id, slot)
) with (fillfactor = 70);
