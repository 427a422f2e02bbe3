CREATE TABLE checkout (
  id id PRIMARY KEY,
  site_id id,
  agent_id id,
  product_id id NOT NULL,
  offer_id id NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price_minor bigint NOT NULL,
  unit_supply_minor bigint NOT NULL,
  list_price_minor bigint NOT NULL,
  base_price_minor bigint NOT NULL,
  currency text NOT NULL,
  commission_bps integer NOT NULL,
  embed_origin text,
  embed_mode text CHECK (embed_mode IN ('redirect', 'overlay', 'inline')),
  consent_version text NOT NULL,
  order_id id,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX checkout_expiry ON checkout (expires_at) WHERE order_id IS NULL;

CREATE TABLE orders (
  id id PRIMARY KEY,
  site_id id,
  agent_id id,
  checkout_id id UNIQUE,
  status text NOT NULL CHECK (status IN ('held', 'paid', 'delivered', 'expired', 'refunding', 'refunded', 'disputed')),
  channel text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- The agent's rate at the time of sale; the shares are computed from it when codes are delivered.
  commission_bps integer NOT NULL CHECK (commission_bps BETWEEN 0 AND 10000),
  client_reference text,
  -- SHA-256 of the request that made the order: the same reference with another body is a conflict.
  request_fingerprint bytea,
  contact_secret bytea,
  contact_fingerprint bytea,
  query_password_hash text,
  language text,
  consent_version text,
  embed_mode text,
  address_fingerprint bytea,
  token_generation smallint NOT NULL DEFAULT 1,
  sequence integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  paid_at timestamptz,
  delivered_at timestamptz,
  -- When a paid order is tried again, while its supplier is slow; null when nothing is to be done.
  next_delivery_at timestamptz
);
CREATE UNIQUE INDEX orders_reference ON orders (site_id, client_reference) WHERE client_reference IS NOT NULL;
CREATE INDEX orders_site ON orders (site_id, id);
CREATE INDEX orders_held ON orders (expires_at) WHERE status = 'held';
CREATE INDEX orders_undelivered ON orders (next_delivery_at) WHERE status = 'paid';
CREATE INDEX orders_refunding ON orders (id) WHERE status = 'refunding';
CREATE INDEX orders_contact_held ON orders (contact_fingerprint) WHERE status = 'held';
CREATE INDEX orders_address_held ON orders (address_fingerprint) WHERE status = 'held';
CREATE INDEX orders_site_held ON orders (site_id) WHERE status = 'held';

CREATE TABLE order_item (
  id id PRIMARY KEY,
  order_id id NOT NULL,
  product_id id NOT NULL,
  offer_id id NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price_minor bigint NOT NULL,
  unit_supply_minor bigint NOT NULL,
  -- Fewer than quantity when a part could not be delivered and was refunded.
  delivered_quantity integer NOT NULL DEFAULT 0 CHECK (delivered_quantity BETWEEN 0 AND quantity),
  status text NOT NULL CHECK (status IN ('held', 'waiting', 'delivered', 'released', 'refunded'))
);
CREATE INDEX order_item_order ON order_item (order_id);

-- A code belongs to at most one order: the primary key says so, and a sold row can never be removed.
CREATE TABLE order_code (
  code_id id PRIMARY KEY,
  order_id id NOT NULL,
  item_id id NOT NULL,
  status text NOT NULL CHECK (status IN ('held', 'sold')),
  revealed_at timestamptz
);
CREATE INDEX order_code_order ON order_code (order_id, code_id);

CREATE FUNCTION refuse_losing_a_sold_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'sold' AND (TG_OP = 'DELETE' OR NEW.status <> 'sold' OR NEW.order_id <> OLD.order_id OR NEW.item_id <> OLD.item_id) THEN
    RAISE EXCEPTION 'code % is sold and stays with its order', OLD.code_id USING ERRCODE = 'KM001';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER order_code_kept BEFORE UPDATE OR DELETE ON order_code
  FOR EACH ROW WHEN (OLD.status = 'sold') EXECUTE FUNCTION refuse_losing_a_sold_code();

-- One row for each state an order entered.
CREATE TABLE order_event (
  order_id id NOT NULL,
  sequence integer NOT NULL,
  status text NOT NULL,
  actor text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, sequence)
);

-- Who saw which codes when; kept in the form a payment dispute asks for.
CREATE TABLE reveal_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id id NOT NULL,
  code_ids text[] NOT NULL,
  actor text NOT NULL,
  address_fingerprint bytea,
  created_at timestamptz NOT NULL
);
CREATE INDEX reveal_event_order ON reveal_event (order_id);

-- What a request with an Idempotency-Key made; the answer is built again from result_id, so no secret lies here.
CREATE TABLE idempotency (
  scope text NOT NULL,
  key text NOT NULL,
  request_fingerprint bytea NOT NULL,
  result_id id NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
