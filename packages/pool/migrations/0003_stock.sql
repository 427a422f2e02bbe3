-- One data key a batch, wrapped by the master key; destroying data_key destroys the batch's codes.
CREATE TABLE code_batch (
  id id PRIMARY KEY,
  offer_id id NOT NULL REFERENCES offer,
  product_id id NOT NULL REFERENCES product,
  master_key_id text NOT NULL,
  data_key bytea NOT NULL,
  created_at timestamptz NOT NULL
);

-- A code never changes after upload; where it is in its life is told by shelf and order_code.
CREATE TABLE code (
  id id PRIMARY KEY,
  batch_id id NOT NULL REFERENCES code_batch,
  offer_id id NOT NULL,
  -- Keyed HMAC of brand and normalised code: refuses the same code twice in the whole pool, for ever.
  fingerprint bytea NOT NULL UNIQUE,
  -- nonce (12 bytes), ciphertext, tag (16 bytes): AES-256-GCM with the code's id as additional data
  secret bytea NOT NULL,
  masked text NOT NULL,
  created_at timestamptz NOT NULL
);

-- Codes for sale. Claiming deletes the row and writes order_code, so no sold row is ever in the way of a pick.
CREATE TABLE shelf (
  offer_id id NOT NULL,
  code_id id NOT NULL,
  PRIMARY KEY (offer_id, code_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
