-- What a shop pays into its balance through a channel. Its payment stands among all others, with the top-up where an order would be.
CREATE TABLE top_up (
  id id PRIMARY KEY,
  site_id id NOT NULL,
  payment_id id NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  paid_at timestamptz
);
CREATE INDEX top_up_site ON top_up (site_id, id);
