-- Rates in force; what was published, and from when on, is in rule. An agent's rates at the time of sale are frozen into the checkout.
-- An agent is on a level once sales in this currency that have matured are as much.
ALTER TABLE agent_level ADD COLUMN currency text NOT NULL DEFAULT 'CNY' CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE agent_level ADD COLUMN sales_from_minor bigint NOT NULL DEFAULT 0 CHECK (sales_from_minor >= 0);
-- Of sales by agents whom the agent brought in, and by those whom they brought in; out of the operator's part.
ALTER TABLE agent_level ADD COLUMN child_bps integer NOT NULL DEFAULT 0 CHECK (child_bps BETWEEN 0 AND 10000);
ALTER TABLE agent_level ADD COLUMN grandchild_bps integer NOT NULL DEFAULT 0 CHECK (grandchild_bps BETWEEN 0 AND 10000);
INSERT INTO agent_level (level, commission_bps, sales_from_minor, child_bps, grandchild_bps)
  SELECT * FROM (VALUES (1, 300, 0, 50, 20), (2, 400, 1000000, 80, 30), (3, 500, 10000000, 100, 50)) AS first
  WHERE NOT EXISTS (SELECT FROM agent_level);

ALTER TABLE agent ADD COLUMN language text NOT NULL DEFAULT 'zh-CN';
-- Added to the price of every product that has no markup of its own.
ALTER TABLE agent ADD COLUMN markup_bps integer NOT NULL DEFAULT 0 CHECK (markup_bps BETWEEN 0 AND 10000);
CREATE INDEX agent_parent ON agent (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE agent_markup (
  agent_id id NOT NULL REFERENCES agent,
  product_id id NOT NULL REFERENCES product,
  markup_bps integer NOT NULL CHECK (markup_bps BETWEEN 0 AND 10000),
  PRIMARY KEY (agent_id, product_id)
);

-- Further referral IDs of an agent, so that one can tell where buyers come from.
CREATE TABLE agent_link (
  id id PRIMARY KEY,
  agent_id id NOT NULL REFERENCES agent,
  ref text NOT NULL UNIQUE,
  label text NOT NULL,
  created_at timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE INDEX agent_link_agent ON agent_link (agent_id, id);

-- How often an agent's links were looked at and led to a checkout, by day (UTC). Nobody's visit is kept.
CREATE TABLE agent_day (
  agent_id id NOT NULL,
  day date NOT NULL,
  ref text NOT NULL,
  views integer NOT NULL DEFAULT 0,
  checkouts integer NOT NULL DEFAULT 0,
  PRIMARY KEY (agent_id, day, ref)
);

CREATE TABLE storefront (
  agent_id id PRIMARY KEY REFERENCES agent,
  slug text NOT NULL UNIQUE,
  title text NOT NULL,
  words text NOT NULL,
  -- In the order they are shown; none means what the catalogue shows first.
  product_ids text[] NOT NULL,
  published boolean NOT NULL,
  updated_at timestamptz NOT NULL
);

-- Browsers in which somebody with a desk has signed in, as the hash of a random number that lies there: agents do not earn
-- from what they buy themselves.
CREATE TABLE person_device (
  device_hash bytea NOT NULL,
  person_id id NOT NULL REFERENCES person ON DELETE CASCADE,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (device_hash, person_id)
);
CREATE INDEX person_device_age ON person_device (seen_at);
-- A keyed hash of the number, for the same reason.
ALTER TABLE payout_account ADD COLUMN number_fingerprint bytea;

-- By which referral ID it came, and the terms under which agents share in it: { unit_markup_minor, uplines: [{ agent_id, bps }] }.
ALTER TABLE checkout ADD COLUMN ref text;
ALTER TABLE checkout ADD COLUMN agent_terms jsonb;
ALTER TABLE orders ADD COLUMN ref text;
ALTER TABLE orders ADD COLUMN agent_terms jsonb;
-- Why no agent earns from it: the buyer is the agent.
ALTER TABLE orders ADD COLUMN self_sale text CHECK (self_sale IN ('account', 'device', 'contact', 'payout_account', 'payer'));
CREATE INDEX orders_agent ON orders (agent_id, id) WHERE agent_id IS NOT NULL;

ALTER TABLE share DROP CONSTRAINT share_kind_check;
ALTER TABLE share ADD CONSTRAINT share_kind_check CHECK (kind IN ('supplier_share', 'commission', 'markup', 'downline'));
-- When the money of a commission left for the agent's account; the oldest are paid first.
ALTER TABLE share ADD COLUMN paid_at timestamptz;
CREATE INDEX share_commission ON share (owner_id, order_id) WHERE kind <> 'supplier_share';

-- Payouts of more than this wait for the operator; what there is no row for always does.
CREATE TABLE payout_limit (
  kind text NOT NULL CHECK (kind IN ('supplier', 'agent')),
  currency text NOT NULL,
  daily_minor bigint NOT NULL CHECK (daily_minor >= 0),
  PRIMARY KEY (kind, currency)
);
INSERT INTO payout_limit (kind, currency, daily_minor) VALUES ('agent', 'CNY', 50000);
