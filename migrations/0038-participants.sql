-- Citizens without accounts. A participant is a device, or, once a telephone number was verified, a person with several.

create table participant (
  id uuid primary key,
  -- keyed hash (HMAC-SHA256) of the telephone number; the number itself is not kept
  phone_hash bytea unique,
  -- 138****0000
  phone_mask text,
  verified_at timestamptz,
  created_at timestamptz not null,
  check ((phone_hash is null) = (verified_at is null) and (phone_hash is null) = (phone_mask is null))
);

create table device (
  -- keyed hash of the token in the cookie
  token_hash bytea primary key,
  participant_id uuid not null references participant (id),
  -- keyed hash of the network address that it came from, for limits and remarks
  address_hash bytea not null,
  created_at timestamptz not null
);
create index on device (participant_id);
create index on device (address_hash, created_at);

-- Proofs of work that were used, until they would have run out anyway.
create table spent_proof (
  digest bytea primary key,
  expires_at timestamptz not null
);
create index on spent_proof (expires_at);

-- How often something was done in a window of time; the row is the limit's lock.
create table limit_use (
  kind text not null,
  key bytea not null,
  window_start timestamptz not null,
  used integer not null,
  primary key (kind, key, window_start)
);
create index on limit_use (window_start);
