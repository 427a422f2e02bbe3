-- Below which balance a shop is told, once for each time that it falls below; again only after it was topped up in between.
CREATE TABLE balance_alert (
  site_id id NOT NULL REFERENCES site,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  below_minor bigint NOT NULL CHECK (below_minor > 0),
  low_since timestamptz,
  -- How often it has fallen below, which numbers the events.
  falls integer NOT NULL DEFAULT 0,
  PRIMARY KEY (site_id, currency)
);
