-- The key that what is personal about one order is sealed with, itself sealed. Without the row every copy of it is unreadable, so
-- dumps that are kept for long leave this table out.
CREATE TABLE order_key (
  order_id id PRIMARY KEY,
  sealed bytea NOT NULL
);
-- Orders whose contact lies under the pool's one key still; a job gives each a key of its own.
CREATE TABLE order_to_key (order_id id PRIMARY KEY);
INSERT INTO order_to_key SELECT id FROM orders WHERE contact_secret IS NOT NULL;

-- When what was personal about it was destroyed.
ALTER TABLE orders ADD COLUMN erased_at timestamptz;
-- Whether what is said and shown in it is sealed with the order's key; the pool's one key otherwise.
ALTER TABLE dispute ADD COLUMN keyed boolean NOT NULL DEFAULT false;
-- Whose hashed payers are to be forgotten.
CREATE INDEX payment_event_payer ON payment_event (payment_id) WHERE seen ? 'payer';

-- The words that buyers agreed to, as they were shown.
CREATE TABLE consent_text (
  text_version text NOT NULL,
  language text NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (text_version, language)
);
-- Who agreed to what, when and where: one row an order, for ever. It names nobody; the order does until it is erased.
CREATE TABLE consent (
  order_id id PRIMARY KEY,
  site_id id,
  page_origin text,
  text_version text NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL
);
INSERT INTO consent (order_id, site_id, page_origin, text_version, language, created_at)
  SELECT o.id, o.site_id, c.embed_origin, o.consent_version, COALESCE(o.language, 'zh-CN'), o.created_at
  FROM orders o LEFT JOIN checkout c ON c.id = o.checkout_id WHERE o.consent_version IS NOT NULL;
CREATE TRIGGER consent_text_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_text
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Somebody wants to have, or to have erased, what is kept of them.
CREATE TABLE record_request (
  id id PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('export', 'erasure')),
  status text NOT NULL CHECK (status IN ('open', 'running', 'done', 'refused')),
  -- Keyed hash of the address, and enough of it to recognise it; gone with what is erased.
  contact_fingerprint bytea,
  contact_hint text,
  -- 'buyer', or who at the desk wrote it down.
  asked_by text NOT NULL,
  asked_name text NOT NULL,
  reason text,
  -- What was bought later is not part of it.
  until_order id NOT NULL,
  orders integer NOT NULL DEFAULT 0,
  done_by text,
  done_name text,
  message text,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  CHECK ((status IN ('done', 'refused')) = (done_at IS NOT NULL)),
  CHECK (contact_fingerprint IS NOT NULL OR done_at IS NOT NULL)
);
CREATE INDEX record_request_status ON record_request (status, id);
-- Somebody who asks twice waits in one place.
CREATE UNIQUE INDEX record_request_waiting ON record_request (kind, contact_fingerprint) WHERE status IN ('open', 'running');
