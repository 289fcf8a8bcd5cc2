-- What the comparison of each version's ONNX twin with its native model found.
create schema if not exists serving;

create table serving.parity (
    server_id       smallint not null,
    model           text     not null,
    version         integer  not null,
    -- What was checked: a version number that is used again with another source is another version.
    fingerprint     text     not null,
    state           text     not null check (state in ('PENDING', 'PASSED', 'FAILED', 'ABSENT')),
    sample_rows     integer  not null check (sample_rows >= 0),
    max_difference  double precision check (max_difference >= 0),
    allowed         double precision not null,
    label_flips     integer  not null check (label_flips >= 0),
    explanation     text     not null,
    checked_at      timestamp with time zone,
    attempts        integer  not null check (attempts >= 0),
    next_attempt_at timestamp with time zone not null,
    primary key (server_id, model, version),
    check ((state = 'PENDING') = (checked_at is null))
);

create index parity_pending on serving.parity (next_attempt_at) where state = 'PENDING';
