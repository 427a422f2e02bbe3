CREATE TABLE payment (
  id id PRIMARY KEY,
  order_id id NOT NULL,
  channel text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  status text NOT NULL CHECK (status IN ('creating', 'waiting', 'paid', 'failed', 'closed', 'refunded')),
  -- All money this payment brought in, also what was too much, too little or too late.
  received_minor bigint NOT NULL DEFAULT 0 CHECK (received_minor >= 0),
  provider_reference text,
  action jsonb,
  query_count integer NOT NULL DEFAULT 0,
  next_query_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX payment_order ON payment (order_id, id);
CREATE INDEX payment_query ON payment (next_query_at) WHERE next_query_at IS NOT NULL;

-- Every verified callback once, before anything is done about it.
CREATE TABLE payment_event (
  provider text NOT NULL,
  event_key text NOT NULL,
  payment_id id,
  seen jsonb NOT NULL,
  outcome text NOT NULL DEFAULT 'received',
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  received_at timestamptz NOT NULL,
  applied_at timestamptz,
  PRIMARY KEY (provider, event_key)
);
CREATE INDEX payment_event_open ON payment_event (next_attempt_at) WHERE applied_at IS NULL;
CREATE INDEX payment_event_quarantine ON payment_event (received_at) WHERE outcome = 'quarantined';

CREATE TABLE refund (
  id id PRIMARY KEY,
  order_id id NOT NULL,
  payment_id id,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  reason text NOT NULL,
  -- What asked for it: one refund for one cause, however often the cause is told.
  cause text NOT NULL UNIQUE,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  created_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX refund_order ON refund (order_id);
CREATE INDEX refund_due ON refund (next_attempt_at) WHERE status = 'pending';

-- The sandbox gateway: another company as far as the pool is concerned; nothing else reads these tables.
CREATE TABLE sandbox_payment (
  id text PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('open', 'paid', 'failed', 'closed')),
  subject text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  paid_minor bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  notify_url text NOT NULL,
  return_url text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE TABLE sandbox_refund (
  refund_no text PRIMARY KEY,
  payment_id text NOT NULL REFERENCES sandbox_payment,
  amount_minor bigint NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE sandbox_callback (
  id text PRIMARY KEY,
  payment_id text NOT NULL REFERENCES sandbox_payment,
  body text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  delivered_at timestamptz
);
CREATE INDEX sandbox_callback_due ON sandbox_callback (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
