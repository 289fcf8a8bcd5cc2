create table security.api_token (
    id             uuid primary key,
    user_id        uuid                     not null references security.app_user (id),
    name           text                     not null check (length(name) between 1 and 100),
    prefix         text                     not null,
    secret_hash    bytea                    not null,
    scopes         text[]                   not null,
    created_at     timestamp with time zone not null,
    expires_at     timestamp with time zone not null,
    revoked_at     timestamp with time zone,
    last_used_at   timestamp with time zone,
    last_used_from text,
    constraint api_token_prefix_unique unique (prefix)
);

create index api_token_by_user on security.api_token (user_id);

-- Failed sign-ins by account and by address; a row goes when its time is over.
create table security.sign_in_failure (
    subject      text primary key,
    failures     integer                  not null,
    first_at     timestamp with time zone not null,
    locks        integer                  not null default 0,
    locked_until timestamp with time zone
);

create table security.one_time_secret (
    secret_hash bytea primary key,
    purpose     text                     not null check (purpose in ('FIRST_ADMIN', 'RESET')),
    user_id     uuid references security.app_user (id),
    expires_at  timestamp with time zone not null,
    used_at     timestamp with time zone
);
