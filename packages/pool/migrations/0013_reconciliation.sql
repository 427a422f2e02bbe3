-- When the gateway had the money, which is the day it bills.
ALTER TABLE sandbox_payment ADD COLUMN paid_at timestamptz;
UPDATE sandbox_payment SET paid_at = created_at WHERE paid_minor > 0;
CREATE INDEX sandbox_payment_paid ON sandbox_payment (paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX sandbox_refund_day ON sandbox_refund (created_at);

-- A channel's bill of one day, as the channel counts days.
CREATE TABLE bill (
  channel text NOT NULL,
  day date NOT NULL,
  lines integer NOT NULL DEFAULT 0,
  -- One process at a time reads a bill.
  leased_until timestamptz,
  -- Null while it is being read.
  read_at timestamptz,
  PRIMARY KEY (channel, day)
);
CREATE TABLE bill_line (
  channel text NOT NULL,
  day date NOT NULL,
  line integer NOT NULL,
  payment_id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('pay', 'refund', 'fee')),
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (channel, day, line)
);
CREATE INDEX bill_line_payment ON bill_line (channel, payment_id);

-- What the channel says and what the books say of each payment, all days together.
CREATE TABLE reconciliation (
  channel text NOT NULL,
  payment_id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('pay', 'refund', 'fee')),
  currency text NOT NULL,
  -- The day on which it was first looked at.
  day date NOT NULL,
  billed_minor bigint NOT NULL,
  booked_minor bigint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('matched', 'missing_here', 'missing_there', 'differs')),
  checked_at timestamptz NOT NULL,
  PRIMARY KEY (channel, payment_id, kind, currency)
);
CREATE INDEX reconciliation_open ON reconciliation (channel, payment_id) WHERE outcome <> 'matched';
CREATE INDEX reconciliation_day ON reconciliation (day, channel, payment_id, kind, currency);
