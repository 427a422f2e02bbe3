-- Each server's requests are looked through by themselves, so that one with a long queue holds up nobody.
DROP INDEX supply_request_due;
CREATE INDEX supply_request_due ON supply_request (endpoint_id, next_attempt_at) WHERE status = 'open';
