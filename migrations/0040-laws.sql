-- Texts of laws that an operator loads from a public collection; the product brings none.
create table law (
  -- in full, as the text's heading has it
  name text not null check (length(name) between 2 and 100),
  -- day of the version; an older one stays beside the newer
  version date not null,
  -- of the text, so that loading it again changes nothing
  digest text not null,
  imported_at timestamptz not null,
  primary key (name, version)
);

create table law_article (
  law_name text not null,
  law_version date not null,
  number integer not null check (number > 0),
  -- 之一 is 1; 0 is the article itself
  inserted integer not null check (inserted >= 0),
  label text not null,
  chapter text not null,
  text text not null,
  primary key (law_name, law_version, number, inserted),
  foreign key (law_name, law_version) references law (name, version) on delete cascade
);
