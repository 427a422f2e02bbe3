-- Where a supplier or agent is paid to. Removed ones stay for what was paid to them.
CREATE TABLE payout_account (
  id id PRIMARY KEY,
  organisation_id id NOT NULL REFERENCES organisation,
  kind text NOT NULL CHECK (kind IN ('bank', 'alipay', 'wechat', 'paypal')),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  hint text NOT NULL,
  -- { holder, number, bank }, sealed.
  details_secret bytea NOT NULL,
  usable_from timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE INDEX payout_account_organisation ON payout_account (organisation_id) WHERE removed_at IS NULL;

CREATE TABLE payout (
  id id PRIMARY KEY,
  organisation_id id NOT NULL REFERENCES organisation,
  -- The supplier or agent, as the ledger knows it.
  owner_id id NOT NULL,
  account_id id NOT NULL REFERENCES payout_account,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'paid', 'refused')),
  reference text,
  message text,
  created_at timestamptz NOT NULL,
  decided_at timestamptz,
  CHECK (status <> 'paid' OR reference IS NOT NULL)
);
CREATE INDEX payout_organisation ON payout (organisation_id, id);
CREATE INDEX payout_queue ON payout (status, id);

-- The newest matured shares of one owner: for its reserve and for how soon it is paid.
CREATE INDEX share_matured ON share (owner_id, matured_at) WHERE matured_at IS NOT NULL;
