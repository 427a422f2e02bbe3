-- Secrets the pool made for itself, wrapped by the master key, so that rotating the master key changes nothing else.
CREATE TABLE sealed_secret (
  name text PRIMARY KEY,
  master_key_id text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL
);
