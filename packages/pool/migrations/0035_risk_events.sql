-- What recurs and may be fraud. It is made of orders and names nobody: who a buyer is stands with the order, and goes with it.
CREATE TABLE risk_event (
  id id PRIMARY KEY,
  rule text NOT NULL CHECK (rule IN ('own_sales', 'disputed_sales', 'disputed_goods', 'repeated_claims', 'one_network')),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'dismissed', 'handled')),
  -- An agent or a supplier; where buyers are concerned, the order of theirs that made it an event.
  subject_id id NOT NULL,
  orders integer NOT NULL CHECK (orders > 0),
  created_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  decided_by text,
  message text,
  decided_at timestamptz,
  CHECK ((status = 'open') = (decided_by IS NULL)),
  CHECK ((status = 'open') = (decided_at IS NULL))
);
CREATE INDEX risk_event_status ON risk_event (status, id);

-- An order counts once for a rule, whatever was decided.
CREATE TABLE risk_order (
  rule text NOT NULL,
  order_id id NOT NULL,
  event_id id NOT NULL REFERENCES risk_event,
  PRIMARY KEY (rule, order_id)
);
CREATE INDEX risk_order_event ON risk_order (event_id, order_id);

CREATE INDEX orders_self_sale ON orders (id) WHERE self_sale IS NOT NULL;
