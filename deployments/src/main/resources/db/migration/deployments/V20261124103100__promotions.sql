create table deployments.promotion (
    id               uuid primary key,
    model            text                     not null,
    version          text                     not null,
    team_id          uuid,
    target_stage     text                     not null,
    alias            text,
    source           text                     not null,
    state            text                     not null check (state in ('PENDING', 'APPROVED', 'EXECUTING', 'PROMOTED',
                         'GATES_FAILED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'FAILED', 'ROLLED_BACK')),
    state_reason     text,
    reason           text                     not null,
    requester_id     uuid                     not null,
    requester_name   text                     not null,
    requested_at     timestamp with time zone not null,
    changed_at       timestamp with time zone not null,
    expires_at       timestamp with time zone,
    policy_version   text                     not null,
    gates            text                     not null,
    gates_passed     integer                  not null,
    gate_count       integer                  not null,
    approvals_needed integer                  not null,
    evidence_digest  text                     not null check (length(evidence_digest) = 64),
    replaces         text,
    rollback_of      uuid references deployments.promotion (id),
    vacates          boolean                  not null default false,
    step             text check (step in ('INTENT_STORED', 'ALIAS_SET', 'TAG_SET', 'RECORD_CLOSED')),
    giving_up        text,
    attempts         integer                  not null default 0,
    failing_since    timestamp with time zone,
    next_attempt_at  timestamp with time zone,
    lease_until      timestamp with time zone,
    row_version      bigint                   not null
);

-- One open request for a version and stage; one move of a model's stages at a time.
create unique index promotion_open on deployments.promotion (model, version, target_stage)
    where state in ('PENDING', 'APPROVED', 'EXECUTING');
create unique index promotion_moving on deployments.promotion (model) where state in ('APPROVED', 'EXECUTING');
create index promotion_by_time on deployments.promotion (requested_at desc, id);
create index promotion_by_version on deployments.promotion (model, version, requested_at desc);
create index promotion_pending on deployments.promotion (expires_at) where state = 'PENDING';

create table deployments.promotion_seat (
    promotion_id uuid    not null references deployments.promotion (id),
    position     integer not null,
    role         text    not null check (role in ('ML_ENGINEER', 'MANAGER')),
    seats        integer not null check (seats between 1 and 10),
    primary key (promotion_id, position)
);

-- A decision counts for the evidence it was made on.
create table deployments.promotion_decision (
    promotion_id    uuid                     not null references deployments.promotion (id),
    position        integer                  not null,
    user_id         uuid                     not null,
    user_name       text                     not null,
    seat            text                     not null check (seat in ('ML_ENGINEER', 'MANAGER')),
    verdict         text                     not null check (verdict in ('APPROVE', 'REJECT')),
    comment         text                     not null,
    at              timestamp with time zone not null,
    evidence_digest text                     not null,
    primary key (promotion_id, position),
    constraint promotion_decision_once unique (promotion_id, user_id, evidence_digest)
);

create table deployments.promotion_history (
    promotion_id uuid                     not null references deployments.promotion (id),
    position     integer                  not null,
    kind         text                     not null,
    state        text                     not null,
    actor_id     uuid                     not null,
    actor_name   text                     not null,
    comment      text                     not null,
    at           timestamp with time zone not null,
    primary key (promotion_id, position)
);

create index promotion_history_by_time on deployments.promotion_history (at desc);
