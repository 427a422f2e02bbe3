-- Balance of an account = credits - debits. Only accounts with a floor keep a running balance:
-- they are locked when they pay, so they may be rows; all others are sums, so no row is hot.
CREATE TABLE account (
  id text COLLATE "C" PRIMARY KEY,
  owner_id id,
  currency text NOT NULL CHECK (right(id, 3) = currency),
  floor_minor bigint,
  balance_minor bigint,
  CHECK ((floor_minor IS NULL) = (balance_minor IS NULL)),
  CHECK (balance_minor >= floor_minor)
);
CREATE INDEX account_owner ON account (owner_id) WHERE owner_id IS NOT NULL;

-- Each row takes an amount from one account and gives it to another, so no set of rows can fail to sum to zero.
CREATE TABLE transfer (
  id id PRIMARY KEY,
  kind text NOT NULL,
  debit_account text COLLATE "C" NOT NULL,
  credit_account text COLLATE "C" NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  order_id id,
  created_at timestamptz NOT NULL,
  CHECK (debit_account <> credit_account),
  CHECK (right(debit_account, 3) = currency AND right(credit_account, 3) = currency)
);
CREATE INDEX transfer_debit ON transfer (debit_account, id);
CREATE INDEX transfer_credit ON transfer (credit_account, id);
CREATE INDEX transfer_order ON transfer (order_id) WHERE order_id IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'KM002';
END $$;
CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON code
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The two sides of every transfer, signed as their account feels them.
CREATE VIEW entry AS
  SELECT 'ent_' || substr(id, 5) AS id, id AS transfer_id, debit_account AS account_id, -amount_minor AS amount_minor, currency, kind, order_id, created_at FROM transfer
  UNION ALL
  SELECT 'ent_' || substr(id, 5), id, credit_account, amount_minor, currency, kind, order_id, created_at FROM transfer;
