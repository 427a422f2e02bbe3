-- A shop asks what it was told about an order. Of deliveries and not of events: a purchase writes an event, and no index more for it.
CREATE INDEX webhook_delivery_about ON webhook_delivery (endpoint_id, object_id, event_id);
