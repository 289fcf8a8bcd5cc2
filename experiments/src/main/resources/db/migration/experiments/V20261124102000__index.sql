-- The index: a read model of what MLflow holds. Filled in bulk, queried by SQL, thrown away and rebuilt at will.
create schema if not exists experiments;

create table experiments.tracking_server (
    server_id   smallint primary key,
    name        text not null unique,
    url         text not null,
    last_pass   timestamp with time zone
);

create table experiments.experiment (
    server_id         smallint not null references experiments.tracking_server (server_id),
    experiment_id     text     not null,
    name              text     not null,
    team_id           uuid,
    lifecycle_stage   text     not null,
    creation_time     bigint   not null,
    last_update_time  bigint   not null,
    artifact_location text     not null,
    tags              jsonb    not null,
    primary key (server_id, experiment_id)
);

create table experiments.run (
    server_id       smallint not null,
    run_id          text     not null,
    experiment_id   text     not null,
    run_name        text     not null,
    status          text     not null check (status in ('RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED')),
    start_time      bigint,
    end_time        bigint,
    user_id         text     not null,
    artifact_uri    text     not null,
    lifecycle_stage text     not null,
    metrics         jsonb    not null,
    params          jsonb    not null,
    tags            jsonb    not null,
    inputs          jsonb    not null,
    model_ids       text[]   not null,
    content_hash    bytea    not null,
    indexed_at      timestamp with time zone not null,
    primary key (server_id, run_id),
    foreign key (server_id, experiment_id) references experiments.experiment (server_id, experiment_id)
);

create index run_by_start on experiments.run (server_id, experiment_id, start_time desc, run_id);
create index run_by_end on experiments.run (server_id, experiment_id, end_time);

-- The latest value of each metric. Where it is not a number the value is 0, as in MLflow's own table.
create table experiments.run_metric (
    server_id smallint         not null,
    run_id    text             not null,
    key       text             not null,
    value     double precision not null,
    is_nan    boolean          not null,
    step      bigint           not null,
    ts        bigint           not null,
    primary key (server_id, run_id, key),
    foreign key (server_id, run_id) references experiments.run (server_id, run_id) on delete cascade
);

create index run_metric_by_value on experiments.run_metric (server_id, key, value, run_id);

create table experiments.run_param (
    server_id smallint not null,
    run_id    text     not null,
    key       text     not null,
    value     text     not null,
    primary key (server_id, run_id, key),
    foreign key (server_id, run_id) references experiments.run (server_id, run_id) on delete cascade
);

create index run_param_by_value on experiments.run_param (server_id, key, left(value, 200));

create table experiments.run_tag (
    server_id smallint not null,
    run_id    text     not null,
    key       text     not null,
    value     text     not null,
    primary key (server_id, run_id, key),
    foreign key (server_id, run_id) references experiments.run (server_id, run_id) on delete cascade
);

create index run_tag_by_value on experiments.run_tag (server_id, key, left(value, 200));

create table experiments.registered_model (
    server_id         smallint not null references experiments.tracking_server (server_id),
    name              text     not null,
    team_id           uuid,
    description       text     not null,
    creation_time     bigint   not null,
    last_updated_time bigint   not null,
    tags              jsonb    not null,
    primary key (server_id, name)
);

create table experiments.model_version (
    server_id         smallint not null,
    model             text     not null,
    version           integer  not null,
    run_id            text,
    source            text     not null,
    status            text     not null,
    description       text     not null,
    creation_time     bigint   not null,
    last_updated_time bigint   not null,
    tags              jsonb    not null,
    stage             text generated always as (tags ->> 'slipway.stage') stored,
    signature         jsonb,
    primary key (server_id, model, version),
    foreign key (server_id, model) references experiments.registered_model (server_id, name) on delete cascade
);

create index model_version_by_run on experiments.model_version (server_id, run_id);

create table experiments.model_alias (
    server_id smallint not null,
    model     text     not null,
    alias     text     not null,
    version   integer  not null,
    primary key (server_id, model, alias),
    foreign key (server_id, model) references experiments.registered_model (server_id, name) on delete cascade
);
