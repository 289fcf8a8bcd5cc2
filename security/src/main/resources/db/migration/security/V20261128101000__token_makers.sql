-- A token ends with the one that made it. Who made those of before stands in the audit log.
alter table security.api_token add column made_by uuid references security.api_token (id);

update security.api_token made set made_by = maker.id
from security.audit_entry entry join security.api_token maker on maker.id = entry.token_id
where entry.action = 'token.created' and entry.object = 'token/' || made.id;

create index api_token_by_maker on security.api_token (made_by) where made_by is not null;
