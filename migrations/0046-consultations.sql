-- 专家远程会诊: questions of citizens, answers of experts, booked online sessions.
alter table role_grant drop constraint role_grant_role_check;
alter table role_grant add constraint role_grant_role_check
  check (role in ('admin', 'reviewer', 'liaison', 'leader', 'auditor', 'recorder', 'expert'));

create table consultation_question (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  consultation text not null,
  participant_id uuid not null references participant (id),
  -- what the asker keeps; only its keyed hash is here
  receipt_hash bytea not null unique,
  -- of the asker; an answer counts for it
  unit_id uuid not null references org_unit (id),
  title text not null check (length(title) between 2 and 60),
  body text not null check (length(body) between 2 and 2000),
  -- 王*; null: anonymous
  signature text check (length(signature) <= 20),
  -- the asker agrees that question and answer are published, without the name
  may_publish boolean not null,
  digest text not null,
  field text not null,
  expert_id text references "user" ("id"),
  assigned_at timestamptz,
  assigned_by text references "user" ("id"),
  state text not null check (state in ('open', 'answered', 'closed')),
  -- to the asker, where it is closed without an answer
  closed_reason text check (length(closed_reason) between 2 and 500),
  asked_at timestamptz not null,
  answered_at timestamptz,
  -- of the FAQ: what is shown there may be worded differently from what was asked
  faq_at timestamptz,
  faq_title text check (length(faq_title) between 2 and 60),
  faq_question text check (length(faq_question) between 2 and 2000),
  -- title, question and answer without punctuation, and every two signs in a row of it
  faq_text text,
  faq_bigrams text[],
  check ((state = 'answered') = (answered_at is not null)),
  check ((state = 'closed') = (closed_reason is not null)),
  check ((expert_id is null) = (assigned_at is null)),
  check (faq_at is null or (may_publish and state = 'answered')),
  check ((faq_at is null) = (faq_text is null) and (faq_at is null) = (faq_bigrams is null)
    and (faq_at is null) = (faq_title is null) and (faq_at is null) = (faq_question is null))
);
create index on consultation_question (campaign_id, consultation, state, asked_at, id);
create index on consultation_question (campaign_id, consultation, faq_at desc, id desc) where faq_at is not null;
create index on consultation_question using gin (faq_bigrams);
create index on consultation_question (participant_id);
create index on consultation_question (expert_id);
create index on consultation_question (unit_id);

create table consultation_question_file (
  question_id uuid not null references consultation_question (id),
  position smallint not null,
  file_id uuid not null unique references citizen_file (id),
  primary key (question_id, position)
);

-- A draft is one row that changes; what was published stays, and an edit of it is the next revision.
create table consultation_answer (
  question_id uuid not null references consultation_question (id),
  revision integer not null check (revision > 0),
  content text not null check (length(content) between 2 and 5000),
  written_by text not null references "user" ("id"),
  written_at timestamptz not null,
  published_at timestamptz,
  primary key (question_id, revision)
);

create table consultation_session (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  consultation text not null,
  -- who holds it, and whom it counts for
  unit_id uuid not null references org_unit (id),
  title text not null check (length(title) between 2 and 60),
  intro text not null check (length(intro) <= 500),
  field text not null,
  -- as the office wants the expert to be called
  expert text not null check (length(expert) between 2 and 60),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  seats integer not null check (seats between 1 and 10000),
  booked integer not null default 0,
  -- only for those who have a seat
  link text not null check (link ~ '^https://' and length(link) <= 500),
  version integer not null check (version > 0),
  created_at timestamptz not null,
  created_by text not null references "user" ("id"),
  cancelled_at timestamptz,
  held_at timestamptz,
  participants integer check (participants >= 0),
  check (ends_at > starts_at and ends_at < starts_at + interval '12 hours'),
  -- a full session says no
  check (booked between 0 and seats),
  check ((held_at is null) = (participants is null)),
  check (held_at is null or cancelled_at is null)
);
create index on consultation_session (campaign_id, consultation, starts_at, id);
create index on consultation_session (unit_id);

create table consultation_booking (
  session_id uuid not null references consultation_session (id),
  participant_id uuid not null references participant (id),
  booked_at timestamptz not null,
  primary key (session_id, participant_id)
);
create index on consultation_booking (participant_id);
