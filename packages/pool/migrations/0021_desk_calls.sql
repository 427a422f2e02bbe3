-- What a desk's change with an Idempotency-Key answered, sealed because answers hold keys and account numbers. Without an answer:
-- it is under way, or the process that did it is gone.
CREATE TABLE desk_call (
  scope text NOT NULL,
  key text NOT NULL,
  -- Keyed hash of the request: what was sent may hold a password.
  request_fingerprint bytea NOT NULL,
  -- Of the attempt that has the key; what it changed carries the same id in the audit log.
  request_id text NOT NULL,
  answer_secret bytea,
  claimed_at timestamptz NOT NULL,
  PRIMARY KEY (scope, key)
);
CREATE INDEX desk_call_age ON desk_call (claimed_at);
CREATE INDEX audit_entry_request ON audit_entry (request_id) WHERE request_id IS NOT NULL;
