-- What happened, written in the transaction in which it happened. dispatched_at is set once deliveries exist.
CREATE TABLE event (
  id id PRIMARY KEY,
  site_id id NOT NULL,
  type text NOT NULL,
  object_id id NOT NULL,
  sequence integer NOT NULL,
  status text,
  client_reference text,
  created_at timestamptz NOT NULL,
  dispatched_at timestamptz
);
CREATE INDEX event_site ON event (site_id, id);
CREATE INDEX event_waiting ON event (id) WHERE dispatched_at IS NULL;

CREATE TABLE webhook_endpoint (
  id id PRIMARY KEY,
  site_id id NOT NULL REFERENCES site,
  url text NOT NULL,
  events text[] NOT NULL,
  secret_generation smallint NOT NULL DEFAULT 1,
  -- After a rotation the secret before signs too until then.
  previous_secret_until timestamptz,
  -- Failed attempts in a row; from a few on the endpoint rests until paused_until and is then tried with one event.
  failures integer NOT NULL DEFAULT 0,
  paused_until timestamptz,
  -- One process at a time sends to an endpoint.
  leased_until timestamptz,
  created_at timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE INDEX webhook_endpoint_site ON webhook_endpoint (site_id) WHERE removed_at IS NULL;

CREATE TABLE webhook_delivery (
  event_id id NOT NULL REFERENCES event,
  endpoint_id id NOT NULL REFERENCES webhook_endpoint,
  -- The event's object: its events wait for each other.
  object_id id NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL,
  next_attempt_at timestamptz,
  last_status integer,
  delivered_at timestamptz,
  PRIMARY KEY (event_id, endpoint_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at, event_id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_delivery_object ON webhook_delivery (endpoint_id, object_id, event_id) WHERE next_attempt_at IS NOT NULL;

-- A mail names what it is about; addresses and links are put in when it is sent, so none lie here.
CREATE TABLE mail (
  id id PRIMARY KEY,
  template text NOT NULL,
  order_id id NOT NULL,
  language text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  created_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('sent', 'no_address', 'refused', 'gave_up')),
  sent_at timestamptz
);
CREATE INDEX mail_due ON mail (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- Development only: what would have gone out by SMTP, shown at /dev/mail.
CREATE TABLE dev_mail (
  id id PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  text_body text NOT NULL,
  html_body text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX mail_order ON mail (order_id);
