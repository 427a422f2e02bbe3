-- What one owner has of orders, by when they were made: an order's id begins with its time.
CREATE INDEX share_owner ON share (owner_id, order_id);

-- When a code that expires does so; the code itself is sealed. Rows go a while after that.
CREATE TABLE code_expiry (
  code_id id PRIMARY KEY,
  offer_id id NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX code_expiry_offer ON code_expiry (offer_id, expires_at);
CREATE INDEX code_expiry_time ON code_expiry (expires_at);
