-- Fees by category and commissions by level, as they were published, from which moment on. What applies now is in category_fee
-- and agent_level; a rule moves there when its time has come.
CREATE TABLE rule (
  id id PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('fees', 'commissions')),
  -- { "games": 800, "*": 900 } by category, { "1": 300 } by level; basis points.
  rates jsonb NOT NULL,
  reason text NOT NULL,
  published_by text NOT NULL,
  live_from timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  applied_at timestamptz,
  withdrawn_at timestamptz,
  CHECK (applied_at IS NULL OR withdrawn_at IS NULL)
);
CREATE INDEX rule_kind ON rule (kind, id);
CREATE INDEX rule_due ON rule (live_from, id) WHERE applied_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX product_of_category ON product (category, id);
