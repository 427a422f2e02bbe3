-- Discounts by category, published like fees: what the operator takes off every price of a category out of its own share.
ALTER TABLE rule DROP CONSTRAINT rule_kind_check;
ALTER TABLE rule ADD CONSTRAINT rule_kind_check CHECK (
  kind IN ('fees', 'discounts', 'commissions', 'children', 'grandchildren', 'thresholds', 'payout_minimum', 'payout_daily')
);

CREATE TABLE category_discount (
  -- '*' is every category that has no row of its own.
  category text PRIMARY KEY,
  discount_bps integer NOT NULL CHECK (discount_bps BETWEEN 0 AND 5000)
);
INSERT INTO category_discount (category, discount_bps) VALUES ('*', 0);

-- So much a discount takes off the price of one; price_minor is what is left. Steps of quantity_prices have a rebate_minor each.
ALTER TABLE offer ADD COLUMN rebate_minor bigint NOT NULL DEFAULT 0 CHECK (rebate_minor >= 0);
-- The same of the quote: agents earn on the price before it.
ALTER TABLE checkout ADD COLUMN unit_rebate_minor bigint NOT NULL DEFAULT 0 CHECK (unit_rebate_minor >= 0);
