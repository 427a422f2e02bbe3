-- A file of codes on its way: received in parts, checked without taking anything, then imported.
CREATE TABLE upload (
  id id PRIMARY KEY,
  supplier_id id NOT NULL REFERENCES supplier,
  offer_id id NOT NULL REFERENCES offer,
  file_name text NOT NULL,
  status text NOT NULL CHECK (status IN ('receiving', 'received', 'checking', 'checked', 'importing', 'done', 'aborted', 'failed')),
  bytes bigint NOT NULL CHECK (bytes > 0),
  received_bytes bigint NOT NULL DEFAULT 0 CHECK (received_bytes <= bytes),
  parts integer NOT NULL DEFAULT 0,
  format jsonb,
  -- What the check found; what the import does is told by code_import.
  checked jsonb,
  import_id id REFERENCES code_import,
  message text,
  attempts integer NOT NULL DEFAULT 0,
  -- One process at a time works on an upload.
  leased_until timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX upload_supplier ON upload (supplier_id, id);
CREATE INDEX upload_work ON upload (leased_until) WHERE status IN ('checking', 'importing');
CREATE INDEX upload_idle ON upload (updated_at) WHERE status IN ('receiving', 'received', 'checked');

-- The file, sealed; gone when it is imported or given up.
CREATE TABLE upload_part (
  upload_id id NOT NULL REFERENCES upload,
  number integer NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (upload_id, number)
);

-- Lines that the check would not take.
CREATE TABLE upload_fault (
  upload_id id NOT NULL REFERENCES upload,
  line integer NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (upload_id, line)
);

ALTER TABLE code_import DROP CONSTRAINT code_import_status_check;
ALTER TABLE code_import ADD CONSTRAINT code_import_status_check CHECK (status IN ('running', 'done', 'stopped'));
