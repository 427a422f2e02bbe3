-- Days from delivery until a supplier's share can be paid out.
ALTER TABLE supplier ADD COLUMN maturity_days smallint NOT NULL DEFAULT 7 CHECK (maturity_days BETWEEN 0 AND 365);

-- What a supplier or agent has of one delivered order, from pending until it has matured. The sum of what is left of the
-- shares that have not matured is the owner's pending balance.
CREATE TABLE share (
  order_id id NOT NULL,
  owner_id id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('supplier_share', 'commission')),
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- Taken back by refunds after delivery.
  clawed_minor bigint NOT NULL DEFAULT 0 CHECK (clawed_minor BETWEEN 0 AND amount_minor),
  matures_at timestamptz NOT NULL,
  matured_at timestamptz,
  PRIMARY KEY (order_id, owner_id, kind)
);
CREATE INDEX share_due ON share (matures_at) WHERE matured_at IS NULL;

-- Orders that were delivered before shares were kept.
INSERT INTO share (order_id, owner_id, kind, currency, amount_minor, matures_at)
  SELECT order_id, split_part(credit_account, ':', 1), kind, currency, sum(amount_minor), max(created_at) + interval '7 days'
  FROM transfer WHERE kind IN ('supplier_share', 'commission') AND order_id IS NOT NULL
  GROUP BY order_id, split_part(credit_account, ':', 1), kind, currency;

-- Balances of accounts that keep no running balance, up to and including the transfer balance_fold.through.
CREATE TABLE balance_snapshot (
  account_id text COLLATE "C" PRIMARY KEY,
  balance_minor bigint NOT NULL
);
CREATE TABLE balance_fold (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  through id NOT NULL,
  -- No transfer dated before this can still appear: periods that end by then are closed.
  closed_before timestamptz NOT NULL
);
INSERT INTO balance_fold (through, closed_before) VALUES ('', '-infinity');

-- The ledger recomputed from its transfers, once a day.
CREATE TABLE ledger_proof (
  day date PRIMARY KEY,
  transfers bigint NOT NULL,
  -- { "CNY": 0 }: anything but zero is a fault.
  sums jsonb NOT NULL,
  -- { "wrong": [], … }: what does not add up, by kind of fault.
  faults jsonb NOT NULL,
  faultless boolean NOT NULL,
  taken_at timestamptz NOT NULL
);
