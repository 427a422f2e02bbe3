-- A shop asks what it was told about an order.
CREATE INDEX event_object ON event (object_id, id);
