-- What a picture is known again by; rebuilt from the files when missing. The keys describe regions of the picture
-- (features/likeness/picture-hash.ts), null for a region that shows nothing. "grey" is a square of 48 x 48 grey
-- levels, null for a picture that shows too little to be known again or that nobody here can decode.
create table picture_fingerprint (
  sha256 text primary key references blob (sha256) on delete cascade,
  grey bytea check (length(grey) = 2304),
  key_0 integer, key_1 integer, key_2 integer, key_3 integer,
  key_4 integer, key_5 integer, key_6 integer, key_7 integer,
  stored_at timestamptz not null,
  check (grey is not null or num_nonnulls(key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7) = 0)
);
-- Beside the row, so that rows stay small: it is read for a few candidates only.
alter table picture_fingerprint alter column grey set storage external;
create index on picture_fingerprint (key_0);
create index on picture_fingerprint (key_1);
create index on picture_fingerprint (key_2);
create index on picture_fingerprint (key_3);
create index on picture_fingerprint (key_4);
create index on picture_fingerprint (key_5);
create index on picture_fingerprint (key_6);
create index on picture_fingerprint (key_7);

-- Texts that were reported, by what and where they are. Not the words: "shingles" are hashes of every three signs
-- in a row (at most 1,024, the smallest), and the bands are what near copies most likely have in common.
create table text_fingerprint (
  kind text not null check (length(kind) between 1 and 60),
  id text not null check (length(id) between 1 and 200),
  shingles integer[] not null check (cardinality(shingles) between 1 and 1024),
  band_0 integer not null, band_1 integer not null, band_2 integer not null, band_3 integer not null,
  band_4 integer not null, band_5 integer not null, band_6 integer not null, band_7 integer not null,
  band_8 integer not null, band_9 integer not null, band_10 integer not null, band_11 integer not null,
  stored_at timestamptz not null,
  primary key (kind, id)
);
create index on text_fingerprint (band_0);
create index on text_fingerprint (band_1);
create index on text_fingerprint (band_2);
create index on text_fingerprint (band_3);
create index on text_fingerprint (band_4);
create index on text_fingerprint (band_5);
create index on text_fingerprint (band_6);
create index on text_fingerprint (band_7);
create index on text_fingerprint (band_8);
create index on text_fingerprint (band_9);
create index on text_fingerprint (band_10);
create index on text_fingerprint (band_11);
