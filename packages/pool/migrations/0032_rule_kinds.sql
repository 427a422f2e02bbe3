-- Levels as a whole and the limits of payouts are published like fees: tried, from a moment on, every version on record.
-- { "1": 0, "2": 1000000 } by level for amounts of sales, { "CNY": 50000 } by currency for limits of payouts; minor units.
ALTER TABLE rule DROP CONSTRAINT rule_kind_check;
ALTER TABLE rule ADD CONSTRAINT rule_kind_check CHECK (
  kind IN ('fees', 'commissions', 'children', 'grandchildren', 'thresholds', 'payout_minimum', 'payout_daily')
);

-- Less than this is not paid out; where there is no row, any amount is.
CREATE TABLE payout_minimum (
  currency text PRIMARY KEY CHECK (currency ~ '^[A-Z]{3}$'),
  minimum_minor bigint NOT NULL CHECK (minimum_minor >= 0)
);
