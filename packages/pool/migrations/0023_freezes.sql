-- What the operator has stopped for now, and why. A lifted one stays on record.
CREATE TABLE freezing (
  id id PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('supplier', 'product', 'agent', 'order')),
  object_id id NOT NULL,
  reason text NOT NULL,
  frozen_by text NOT NULL,
  created_at timestamptz NOT NULL,
  lifted_at timestamptz,
  lifted_by text,
  lifted_reason text,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
);
CREATE UNIQUE INDEX freezing_one ON freezing (object_id) WHERE lifted_at IS NULL;
CREATE INDEX freezing_open ON freezing (id) WHERE lifted_at IS NULL;

ALTER TABLE product DROP CONSTRAINT product_status_check;
ALTER TABLE product ADD CONSTRAINT product_status_check CHECK (status IN ('draft', 'active', 'withdrawn', 'frozen'));

-- While an order is frozen nothing of it is delivered or shown, and its shares do not mature.
ALTER TABLE orders ADD COLUMN frozen_at timestamptz;
