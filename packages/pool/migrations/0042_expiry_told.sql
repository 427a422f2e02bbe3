-- Until when a supplier knows that codes of an offer expire, for each distance in days at which they are told.
CREATE TABLE expiry_told (
  offer_id id NOT NULL REFERENCES offer,
  days integer NOT NULL CHECK (days > 0),
  told_at timestamptz NOT NULL,
  told_until timestamptz NOT NULL,
  PRIMARY KEY (offer_id, days)
);
