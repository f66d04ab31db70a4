-- Ancestors are integer columns so that a roll-up over any node is an equality on an indexed column.
create table org_unit (
  id uuid primary key,
  number integer generated always as identity unique,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  name text not null check (length(name) between 1 and 100),
  short_name text not null,
  division_code text,
  parent_id uuid references org_unit (id),
  level smallint not null check (level between 0 and 6),
  position integer not null default 0,
  tags text[] not null default '{}',
  aliases text[] not null default '{}',
  former_names text[] not null default '{}',
  valid_from date,
  valid_to date,
  headcount integer check (headcount >= 0),
  a0 integer, a1 integer, a2 integer, a3 integer, a4 integer, a5 integer, a6 integer
);
create index on org_unit (parent_id);
create index on org_unit (a0); create index on org_unit (a1); create index on org_unit (a2);
create index on org_unit (a3); create index on org_unit (a4); create index on org_unit (a5);

create table role_grant (
  user_id text not null references "user" ("id") on delete cascade,
  role text not null check (role in ('admin', 'reviewer', 'liaison', 'leader', 'auditor')),
  unit_id uuid not null references org_unit (id),
  primary key (user_id, role, unit_id)
);
create index on role_grant (unit_id);
