create schema if not exists security;

create table security.app_user (
    id            uuid primary key,
    username      text                     not null check (username = lower(username) and length(username) between 2 and 64),
    display_name  text                     not null check (length(display_name) between 1 and 100),
    password_hash text,
    disabled      boolean                  not null default false,
    session_epoch integer                  not null default 0,
    created_at    timestamp with time zone not null,
    constraint app_user_username_unique unique (username)
);

create table security.team (
    id         uuid primary key,
    name       text                     not null check (length(name) between 1 and 100),
    created_at timestamp with time zone not null
);

create unique index team_name_unique on security.team (lower(name));

create table security.membership (
    user_id uuid not null references security.app_user (id),
    team_id uuid not null references security.team (id),
    role    text not null check (role in ('VIEWER', 'DATA_SCIENTIST', 'ML_ENGINEER', 'MANAGER', 'ADMIN')),
    primary key (user_id, team_id, role)
);

create index membership_by_team on security.membership (team_id);

-- Which team a thing belongs to: set by hand, else by its tag, else by the first rule that fits its name.
create table security.assignment (
    kind    text not null check (kind in ('experiment', 'model')),
    name    text not null,
    team_id uuid not null references security.team (id),
    primary key (kind, name)
);

create table security.name_rule (
    id       uuid primary key,
    position integer not null,
    pattern  text    not null check (length(pattern) between 1 and 200),
    team_id  uuid    not null references security.team (id),
    constraint name_rule_position_unique unique (position)
);
