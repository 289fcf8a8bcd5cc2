-- Asked on every pass of the index: which runs it thinks are under way.
create index run_running on experiments.run (server_id, run_id) where status = 'RUNNING';
