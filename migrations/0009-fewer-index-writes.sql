-- A report moves its obligation and writes three rows; what each index and reference costs there is paid at the
-- deadline's rush. Measured in docs/decisions/2026-11-24-two-statements-a-report.md.

-- Ancestor columns below a unit's own level are null: their entries serve no question.
drop index obligation_campaign_id_a0_idx;
drop index obligation_campaign_id_a2_idx;
drop index obligation_campaign_id_a3_idx;
drop index obligation_campaign_id_a4_idx;
drop index obligation_campaign_id_a5_idx;
create index on obligation (campaign_id, a2) where a2 is not null;
create index on obligation (campaign_id, a3) where a3 is not null;
create index on obligation (campaign_id, a4) where a4 is not null;
create index on obligation (campaign_id, a5) where a5 is not null;

-- Copies of what the obligation refers to: its own references hold them, and a row here always has an obligation.
alter table submission drop constraint submission_campaign_id_fkey;
alter table submission drop constraint submission_unit_id_fkey;
alter table figures drop constraint figures_obligation_id_fkey;
alter table figures drop constraint figures_campaign_id_fkey;
alter table figures drop constraint figures_unit_id_fkey;
