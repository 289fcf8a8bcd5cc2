alter table security.app_user add column last_sign_in_at timestamp with time zone;
