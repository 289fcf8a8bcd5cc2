-- What the gates looked at when they judged, as JSON. Null for a rollback, and for what was judged before it was kept.
alter table deployments.promotion add column evidence text;
