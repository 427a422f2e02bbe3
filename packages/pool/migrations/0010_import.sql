-- A file of codes on its way into the pool. Counts and marks move in the transaction of the chunk they count, so an import
-- that was cut off goes on behind its last chunk.
CREATE TABLE code_import (
  id id PRIMARY KEY,
  batch_id id NOT NULL UNIQUE REFERENCES code_batch,
  offer_id id NOT NULL,
  file_name text NOT NULL,
  -- { "encoding", "delimiter", "quoted", "header", "columns" }
  format jsonb NOT NULL,
  status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done')),
  rows_total integer NOT NULL,
  rows_done integer NOT NULL DEFAULT 0,
  accepted integer NOT NULL DEFAULT 0,
  duplicate_in_file integer NOT NULL DEFAULT 0,
  duplicate_in_pool integer NOT NULL DEFAULT 0,
  malformed integer NOT NULL DEFAULT 0,
  -- How much of the file is done, and its SHA-256: the rest of another file is never taken for the rest of this one.
  bytes_done bigint NOT NULL DEFAULT 0,
  lines_done integer NOT NULL DEFAULT 0,
  prefix_sha256 bytea,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  done_at timestamptz,
  CHECK (rows_done = accepted + duplicate_in_file + duplicate_in_pool + malformed)
);
CREATE INDEX code_import_offer ON code_import (offer_id, id);

-- Lines that were refused and why; the code itself is not repeated here.
CREATE TABLE code_import_fault (
  import_id id NOT NULL REFERENCES code_import,
  line integer NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (import_id, line)
);

-- What is still wrapped with a master key that is being replaced.
CREATE INDEX code_batch_master_key ON code_batch (master_key_id, id);
