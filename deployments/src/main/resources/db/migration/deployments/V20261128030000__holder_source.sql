-- Which version it was: MLflow gives a number again when a model is deleted and made anew. Null where it was not kept.
alter table deployments.stage_holder add column source text;

update deployments.stage_holder h set source = p.source
from deployments.promotion p
where p.id = h.promotion_id and p.model = h.model and p.version = h.version and p.source <> '';

-- A rollback does not wait for a request to be decided.
drop index deployments.promotion_open;
create unique index promotion_open on deployments.promotion (model, version, target_stage)
    where state in ('PENDING', 'APPROVED', 'EXECUTING') and rollback_of is null;
