-- What the pictures of the work are divided by: an activity's type and where it went (五进). Maintained like the totals,
-- one row per node, day and key, and one over all days (day '-infinity'), so that reading does not grow with the records.
alter table ledger_entry add column shared_by text[] not null default '{}';
update ledger_entry e
  set shared_by = array['type.' || a.type] || array(select distinct 'dimension.' || d from unnest(a.dimensions) as d)
  from activity a where a.id = e.id and e.source = 'activity';

create table ledger_share (
  campaign_id uuid not null references campaign (id),
  node integer not null,
  day date not null,
  key text not null,
  entries integer not null,
  participants bigint not null,
  -- how many records say how many took part: a sum of none is blank, not zero
  counted integer not null,
  primary key (campaign_id, node, day, key)
) with (fillfactor = 80);

insert into ledger_share (campaign_id, node, day, key, entries, participants, counted)
  select e.campaign_id, n.node, coalesce(e.day, '-infinity'), s.key, count(*), coalesce(sum(e.participants), 0),
    count(e.participants)
  from ledger_entry e, unnest(e.nodes) as n (node), unnest(e.shared_by) as s (key)
  group by grouping sets ((e.campaign_id, n.node, s.key, e.day), (e.campaign_id, n.node, s.key));
