-- 意见与投诉: anyone may write, the office answers, the writer looks the answer up by receipt (国办函〔2026〕12号).
create table feedback (
  id uuid primary key,
  receipt text not null unique,
  page text not null,
  content text not null check (length(content) between 2 and 2000),
  contact text,
  user_id text references "user" ("id"),
  sent_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  answered_by text references "user" ("id"),
  check ((answer is null) = (answered_at is null))
);
create index on feedback (sent_at desc, id desc);
