-- What the operator gives away of its own share, by a word.
CREATE TABLE coupon (
  id id PRIMARY KEY,
  -- As it is compared: upper case.
  code text NOT NULL UNIQUE,
  percent_bps integer CHECK (percent_bps BETWEEN 1 AND 10000),
  amount_minor bigint CHECK (amount_minor > 0),
  currency text CHECK (currency ~ '^[A-Z]{3}$'),
  -- Null is all.
  category text,
  product_id id REFERENCES product,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  uses_max integer NOT NULL CHECK (uses_max > 0),
  uses_per_buyer integer NOT NULL CHECK (uses_per_buyer > 0),
  -- Orders that have it, counted under the row's lock.
  uses integer NOT NULL DEFAULT 0 CHECK (uses BETWEEN 0 AND uses_max),
  created_at timestamptz NOT NULL,
  CHECK ((percent_bps IS NULL) <> (amount_minor IS NULL)),
  CHECK ((amount_minor IS NULL) = (currency IS NULL)),
  CHECK (starts_at < ends_at)
);

CREATE TABLE coupon_use (
  order_id id PRIMARY KEY,
  coupon_id id NOT NULL REFERENCES coupon,
  contact_fingerprint bytea NOT NULL
);
CREATE INDEX coupon_use_buyer ON coupon_use (coupon_id, contact_fingerprint);

-- The unit price is what is paid; so much a unit was taken off it.
ALTER TABLE checkout ADD COLUMN coupon_id id;
ALTER TABLE checkout ADD COLUMN unit_discount_minor bigint NOT NULL DEFAULT 0 CHECK (unit_discount_minor >= 0);
