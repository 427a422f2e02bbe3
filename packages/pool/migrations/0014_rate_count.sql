-- How often somebody asked within one window of time, counted by all processes together. Unlogged: it costs no disk, and a crash
-- of the database forgets it, which is no loss.
CREATE UNLOGGED TABLE rate_count (
  ends_at timestamptz NOT NULL,
  -- Keyed hash of what is limited and who asks, so that no address lies here.
  key bytea NOT NULL,
  taken bigint NOT NULL,
  PRIMARY KEY (ends_at, key)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
