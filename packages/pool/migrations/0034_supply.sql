-- The server that a supplier is asked for codes at. A new address has to pass the test again.
CREATE TABLE supply_endpoint (
  id id PRIMARY KEY,
  supplier_id id NOT NULL UNIQUE REFERENCES supplier,
  url text NOT NULL,
  secret_generation smallint NOT NULL DEFAULT 1,
  -- After a rotation the secret before signs too until then.
  previous_secret_until timestamptz,
  -- What the last test found, scenario by scenario.
  report jsonb,
  tested_at timestamptz,
  passed_at timestamptz,
  created_at timestamptz NOT NULL
);

-- Offers whose codes are asked for when an order is paid. Paused ones are asked for what is sold already, and sell no more.
CREATE TABLE supplied_offer (
  offer_id id PRIMARY KEY REFERENCES offer,
  endpoint_id id NOT NULL REFERENCES supply_endpoint,
  status text NOT NULL CHECK (status IN ('live', 'paused', 'off')),
  -- Answers in a row that left a buyer without codes.
  failures integer NOT NULL DEFAULT 0,
  -- Pauses since it last worked: each is longer than the one before.
  pauses integer NOT NULL DEFAULT 0,
  paused_at timestamptz,
  paused_for text,
  probe_at timestamptz,
  -- Whether its supplier has been written to since it was paused or sells again.
  told boolean NOT NULL DEFAULT true,
  CHECK ((status = 'paused') = (paused_at IS NOT NULL))
);
CREATE INDEX supplied_offer_probe ON supplied_offer (probe_at) WHERE status = 'paused';
CREATE INDEX supplied_offer_endpoint ON supplied_offer (endpoint_id);
CREATE INDEX supplied_offer_untold ON supplied_offer (offer_id) WHERE NOT told;

-- One question for the codes of one order item, written in the transaction in which the order was paid.
CREATE TABLE supply_request (
  id id PRIMARY KEY,
  item_id id NOT NULL UNIQUE,
  order_id id NOT NULL,
  offer_id id NOT NULL,
  endpoint_id id NOT NULL REFERENCES supply_endpoint,
  quantity integer NOT NULL CHECK (quantity > 0),
  -- What the supplier gets when all are delivered.
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'filled', 'partial', 'refused', 'expired', 'late')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  -- Until then one process alone asks; one that died is followed by another.
  leased_until timestamptz,
  accepted_at timestamptz,
  deadline timestamptz NOT NULL,
  taken integer NOT NULL DEFAULT 0,
  shelved integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  reason text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((status = 'open') = (ended_at IS NULL)),
  CHECK (taken <= quantity)
);
CREATE INDEX supply_request_due ON supply_request (next_attempt_at) WHERE status = 'open';
CREATE INDEX supply_request_leased ON supply_request (endpoint_id, leased_until) WHERE status = 'open';
CREATE INDEX supply_request_order ON supply_request (order_id);

-- How each message went: the health of a supplier's server is read from here. No codes, and no words of the server but a status.
CREATE TABLE supply_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  endpoint_id id NOT NULL,
  offer_id id NOT NULL,
  request_id id NOT NULL,
  result text NOT NULL,
  http_status integer,
  took_ms integer,
  created_at timestamptz NOT NULL
);
CREATE INDEX supply_attempt_endpoint ON supply_attempt (endpoint_id, created_at);
CREATE INDEX supply_attempt_age ON supply_attempt (created_at);

-- A request of the test, until it is answered.
CREATE TABLE supply_rehearsal (
  id id PRIMARY KEY,
  endpoint_id id NOT NULL REFERENCES supply_endpoint,
  outcome text,
  codes integer,
  created_at timestamptz NOT NULL
);
CREATE INDEX supply_rehearsal_age ON supply_rehearsal (created_at);
