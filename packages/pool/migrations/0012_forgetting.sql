-- What the gateway's tables are looked up by, also when old payments are forgotten.
CREATE INDEX sandbox_payment_age ON sandbox_payment (created_at);
CREATE INDEX sandbox_callback_payment ON sandbox_callback (payment_id);
CREATE INDEX sandbox_refund_payment ON sandbox_refund (payment_id);
