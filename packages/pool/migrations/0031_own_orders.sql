-- A link to everything bought with one contact, mailed to it. Link and session are derived from the id, so neither lies here.
CREATE TABLE orders_link (
  id id PRIMARY KEY,
  contact_fingerprint bytea NOT NULL,
  created_at timestamptz NOT NULL,
  -- Until when it can be opened, and then until when it is good.
  expires_at timestamptz NOT NULL,
  opened_at timestamptz,
  -- The same request again is answered the same.
  opened_key text
);
CREATE INDEX orders_link_contact ON orders_link (contact_fingerprint, created_at);
CREATE INDEX orders_link_age ON orders_link (expires_at);
-- Which link a mail is about.
ALTER TABLE mail ADD COLUMN link_id id;
