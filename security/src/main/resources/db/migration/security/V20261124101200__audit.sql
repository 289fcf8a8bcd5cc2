-- Entries are written in the transaction of the change they record; seals chain them afterwards. Both are only ever inserted.
create table security.audit_entry (
    id       uuid primary key,
    at       timestamp with time zone not null,
    actor_id uuid                     not null,
    actor    text                     not null,
    token_id uuid,
    action   text                     not null,
    object   text                     not null,
    team_id  uuid,
    before   text                     not null,
    after    text                     not null
);

create index audit_entry_by_time on security.audit_entry (at desc, id);
create index audit_entry_by_object on security.audit_entry (object text_pattern_ops, at desc);
create index audit_entry_by_actor on security.audit_entry (actor, at desc);

create table security.audit_seal (
    seq       bigint primary key check (seq > 0),
    entry_id  uuid  not null unique,
    prev_hash bytea not null,
    hash      bytea not null
);

-- What waits for its seal. Written with the entry, removed with the seal.
create table security.audit_unsealed (
    entry_id uuid primary key,
    at       timestamp with time zone not null
);

create function security.audit_is_insert_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only ever added to';
end $$;

create trigger audit_entry_insert_only before update or delete or truncate on security.audit_entry
    for each statement execute function security.audit_is_insert_only();
create trigger audit_seal_insert_only before update or delete or truncate on security.audit_seal
    for each statement execute function security.audit_is_insert_only();
