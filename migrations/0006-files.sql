-- Content, once per sha-256; names and owners are in "file".
create table blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  kind text not null check (kind in ('image', 'video', 'document')),
  width integer,
  height integer,
  taken_at text,
  latitude double precision,
  longitude double precision,
  has_thumbnail boolean not null default false,
  has_clean_copy boolean not null default false,
  stored_at timestamptz not null
);
create table file (
  id uuid primary key,
  sha256 text not null references blob (sha256),
  name text not null check (length(name) between 1 and 255),
  unit_id uuid not null references org_unit (id),
  uploaded_at timestamptz not null,
  uploaded_by text not null references "user" ("id")
);
create index on file (sha256);
create index on file (unit_id, uploaded_at);
create table attachment (
  submission_id uuid not null references submission (id),
  file_id uuid not null references file (id),
  field text not null,
  position integer not null,
  primary key (submission_id, field, file_id)
);
create index on attachment (file_id);
