create schema if not exists deployments;

-- Every text a policy ever had. The newest version of a name is in force.
create table deployments.policy_version (
    name     text                     not null check (length(name) between 1 and 63),
    version  integer                  not null check (version > 0),
    yaml     text                     not null,
    digest   text                     not null check (length(digest) = 64),
    saved_at timestamp with time zone not null,
    saved_by text                     not null,
    primary key (name, version)
);
