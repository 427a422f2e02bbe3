-- A code whose money went back before anybody had seen it is shown to nobody any more.
ALTER TABLE order_code ADD COLUMN withheld boolean NOT NULL DEFAULT false;
UPDATE order_code SET withheld = true FROM orders
  WHERE orders.id = order_code.order_id AND orders.status IN ('refunding', 'refunded') AND order_code.status = 'sold' AND order_code.revealed_at IS NULL;
UPDATE order_code SET withheld = true FROM dispute_code JOIN dispute ON dispute.id = dispute_code.dispute_id
  WHERE dispute_code.code_id = order_code.code_id AND dispute.status = 'closed' AND dispute.outcome_kind = 'refund' AND order_code.revealed_at IS NULL;
