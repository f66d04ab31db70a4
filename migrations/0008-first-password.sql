-- A password that someone else has set is for the first sign-in only.
alter table "user" add column "mustChangePassword" boolean not null default false;
alter table "user" add column "lastSignInAt" timestamptz;
create index on audit_record (kind, number);
create index on audit_record (user_id, number);
alter table "twoFactor" add column "failedVerificationCount" integer default 0;
alter table "twoFactor" add column "lockedUntil" timestamptz;
