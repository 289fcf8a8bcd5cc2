create schema if not exists portal;

-- What a write with an Idempotency-Key was answered, for a day. The key is kept as a hash and the answer sealed with the
-- key itself, since an answer may hold a new token or a reset link.
create table portal.idempotent_request (
    user_id    uuid                     not null,
    key_hash   bytea                    not null,
    digest     bytea                    not null,
    started_at timestamp with time zone not null,
    status     integer check (status between 200 and 499),
    answer     bytea,
    primary key (user_id, key_hash),
    check ((status is null) = (answer is null))
);

create index idempotent_request_by_time on portal.idempotent_request (started_at);
