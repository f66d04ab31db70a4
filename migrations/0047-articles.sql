-- What staff write for the portal: notices, news, leaders' speeches and open letters.
create table article (
  id uuid primary key,
  campaign_id uuid not null references campaign (id),
  -- the unit that it comes from and answers for it
  unit_id uuid not null references org_unit (id),
  kind text not null check (kind in ('notice', 'news', 'speech', 'letter')),
  title text not null check (length(title) between 2 and 100),
  -- paragraphs between blank lines; see features/portal/article-text.ts
  body text not null check (length(body) <= 20000),
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  version integer not null default 1,
  -- the first time; a corrected article keeps its place
  published_at timestamptz,
  created_at timestamptz not null,
  created_by text not null references "user" ("id"),
  changed_at timestamptz not null,
  check (state <> 'published' or published_at is not null)
);
create index on article (campaign_id, changed_at desc, id desc);
create index on article (campaign_id, published_at desc, id desc) where state = 'published';

create table article_file (
  article_id uuid not null references article (id),
  file_id uuid not null references file (id),
  position integer not null,
  caption text check (length(caption) <= 200),
  primary key (article_id, file_id)
);
create index on article_file (file_id);
