-- Who holds a stage, from when to when; the row without an end is now. A null version: it was held and was given up.
create table deployments.stage_holder (
    id           uuid primary key,
    model        text                     not null,
    stage        text                     not null,
    version      text,
    exclusive    boolean                  not null,
    kind         text                     not null check (kind in ('PROMOTED', 'ROLLED_BACK', 'ADOPTED', 'VACATED')),
    promotion_id uuid references deployments.promotion (id),
    previous     text,
    since        timestamp with time zone not null,
    until        timestamp with time zone check (until >= since)
);

-- A stage with an alias has one holder; others are lists of versions.
create unique index stage_holder_now on deployments.stage_holder (model, stage) where until is null and exclusive;
create unique index stage_member_now on deployments.stage_holder (model, stage, version)
    where until is null and not exclusive;
create index stage_holder_by_version on deployments.stage_holder (model, version);

-- An alias that is not where Slipway put it.
create table deployments.alias_finding (
    model    text                     not null,
    stage    text                     not null,
    alias    text                     not null,
    expected text,
    found    text,
    team_id  uuid,
    since    timestamp with time zone not null,
    primary key (model, stage)
);
