-- Append-only: the trigger refuses to change or remove a line.
create table audit_record (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  user_id text,
  user_name text,
  address text,
  request_id text,
  unit_id uuid,
  subject_id text,
  before jsonb,
  after jsonb
);
create index on audit_record (at);
create index on audit_record (unit_id, number);
create index on audit_record (subject_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only table %', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_record_append_only before update or delete or truncate on audit_record
  for each statement execute function refuse_change();
