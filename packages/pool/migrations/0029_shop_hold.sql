-- Codes that a shop has set aside while its buyer pays: off the shelf, in no order yet. The row goes when they are bought or put back.
CREATE TABLE shop_hold (
  id id PRIMARY KEY,
  site_id id NOT NULL REFERENCES site,
  product_id id NOT NULL REFERENCES product,
  offer_id id NOT NULL REFERENCES offer,
  quantity integer NOT NULL CHECK (quantity > 0),
  currency text NOT NULL,
  unit_price_minor bigint NOT NULL,
  unit_supply_minor bigint NOT NULL,
  code_ids text[] NOT NULL CHECK (cardinality(code_ids) = quantity),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX shop_hold_site ON shop_hold (site_id, currency);
CREATE INDEX shop_hold_expiry ON shop_hold (expires_at);
