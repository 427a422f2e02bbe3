-- Money that one person proposes to move and another one moves.
CREATE TABLE adjustment (
  id id PRIMARY KEY,
  status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'approved', 'refused')),
  -- A supplier, an agent or a site; 'platform' is the operator.
  from_party text NOT NULL,
  to_party text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  reason text NOT NULL,
  proposed_by id NOT NULL,
  proposed_name text NOT NULL,
  decided_by id,
  decided_name text,
  message text,
  created_at timestamptz NOT NULL,
  decided_at timestamptz,
  CHECK (from_party <> to_party),
  CHECK (decided_by <> proposed_by),
  CHECK ((status = 'proposed') = (decided_by IS NULL))
);
CREATE INDEX adjustment_status ON adjustment (status, id);
