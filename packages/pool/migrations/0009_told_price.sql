-- The price the change feed last told. Selling out the cheapest offer moves the price without any row saying so.
ALTER TABLE product ADD COLUMN told_price_minor bigint;
