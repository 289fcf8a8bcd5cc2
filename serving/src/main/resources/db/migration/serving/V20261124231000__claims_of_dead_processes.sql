-- The database session that took a version for a check. When the session is gone, so is the process that had it.
alter table serving.parity add column claimed_by text;
