-- The bank of questions. A row of a question never changes what it asks: an edit is a new version.
create table question_bank (
  campaign_id uuid not null references campaign (id),
  key text not null,
  title text not null,
  -- meaning of the tags that its questions carry
  tags jsonb not null,
  primary key (campaign_id, key)
);

create table question_version (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  key text not null,
  version integer not null check (version > 0),
  bank text not null,
  kind text not null,
  difficulty smallint not null,
  tags text[] not null,
  stem text not null,
  content jsonb not null,
  -- of bank and content
  digest text not null,
  state text not null check (state in ('draft', 'review', 'live', 'retired')),
  -- null: came with the campaign's folder, where it was reviewed
  author_id text references "user" ("id"),
  created_at timestamptz not null,
  reviewer_id text references "user" ("id"),
  reviewed_at timestamptz,
  -- why the reviewer gave it back
  reason text check (length(reason) between 1 and 500),
  unique (campaign_id, key, version),
  foreign key (campaign_id, bank) references question_bank (campaign_id, key),
  -- a second person reviews
  constraint question_version_second_person check (reviewer_id <> author_id)
);
create unique index question_version_live on question_version (campaign_id, key) where state = 'live';
create unique index question_version_open on question_version (campaign_id, key) where state in ('draft', 'review');
create index on question_version (campaign_id, state, key);

-- What is asked is what was reviewed.
create function keep_question_version() returns trigger language plpgsql as $$
begin
  if (new.key, new.version, new.bank, new.digest, new.content, new.author_id, new.created_at)
    is distinct from (old.key, old.version, old.bank, old.digest, old.content, old.author_id, old.created_at) then
    raise exception 'a version of a question does not change';
  end if;
  return new;
end $$;
create trigger keep_question_version before update on question_version
  for each row execute function keep_question_version();

-- Digest of all live questions; changes in the transaction that changes them.
create table question_set (
  campaign_id uuid primary key references campaign (id),
  version text not null
);

-- Pictures of questions: they ship in the campaign's folder, which a running server may not have. One that the folder
-- drops stays, for papers of an earlier bank still show it.
create table question_picture (
  campaign_id uuid not null references campaign (id),
  file text not null check (file ~ '^[a-z0-9-]+\.(svg|png|jpg|webp)$'),
  media_type text not null check (media_type in ('image/svg+xml', 'image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (length(bytes) <= 512000),
  sha256 text not null,
  primary key (campaign_id, file)
);
create index question_version_picture on question_version (campaign_id, (content -> 'picture' ->> 'file'))
  where content ? 'picture';
