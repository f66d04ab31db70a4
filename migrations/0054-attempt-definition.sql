-- An attempt is drawn, graded and audited by the definition that was in force when it began, whatever is loaded later.
alter table attempt add column definition_digest text;
update attempt a set definition_digest = coalesce(
  (select v.digest from campaign_version v where v.campaign_id = a.campaign_id and v.loaded_at <= a.started_at
    order by v.loaded_at desc limit 1),
  (select c.digest from campaign c where c.id = a.campaign_id));
alter table attempt alter column definition_digest set not null;
