-- A code that was replaced stays with its order for ever, and is not shown there any more.
ALTER TABLE order_code ADD COLUMN replaced_by id;
CREATE UNIQUE INDEX order_code_replaced_by ON order_code (replaced_by) WHERE replaced_by IS NOT NULL;

-- While the order of a share is in dispute the share does not mature, whatever its time.
ALTER TABLE share ADD COLUMN frozen_at timestamptz;

CREATE TABLE dispute (
  id id PRIMARY KEY,
  order_id id NOT NULL REFERENCES orders,
  item_id id NOT NULL,
  offer_id id NOT NULL,
  supplier_id id NOT NULL REFERENCES supplier,
  status text NOT NULL CHECK (status IN ('opened', 'supplier_turn', 'buyer_turn', 'evidence', 'arbiter', 'decided', 'appealed', 'closed')),
  sequence integer NOT NULL,
  -- Until when it is whoseever turn it is.
  deadline timestamptz,
  claim text NOT NULL,
  currency text NOT NULL,
  -- What was paid for the codes in dispute.
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  offer_kind text CHECK (offer_kind IN ('replacement', 'part')),
  offer_minor bigint CHECK (offer_minor BETWEEN 1 AND amount_minor),
  outcome_kind text CHECK (outcome_kind IN ('refund', 'part', 'replacement', 'none')),
  outcome_minor bigint CHECK (outcome_minor BETWEEN 1 AND amount_minor),
  rule text,
  -- Who decided, so that somebody else decides the appeal.
  decided_by text,
  appealed boolean NOT NULL DEFAULT false,
  -- When the issuer says the code was redeemed.
  redeemed_at timestamptz,
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((status = 'closed') = (deadline IS NULL)),
  CHECK ((offer_kind = 'part') = (offer_minor IS NOT NULL)),
  CHECK ((outcome_kind IN ('refund', 'part')) = (outcome_minor IS NOT NULL)),
  CHECK (outcome_kind IS NOT NULL OR status NOT IN ('decided', 'appealed', 'closed'))
);
CREATE UNIQUE INDEX dispute_open ON dispute (order_id) WHERE status <> 'closed';
CREATE INDEX dispute_order ON dispute (order_id, id);
CREATE INDEX dispute_supplier ON dispute (supplier_id, id);
CREATE INDEX dispute_deadline ON dispute (deadline) WHERE deadline IS NOT NULL;

-- A code can be disputed once; what replaced it can be disputed in its turn.
CREATE TABLE dispute_code (
  code_id id PRIMARY KEY,
  dispute_id id NOT NULL REFERENCES dispute,
  facts text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX dispute_code_dispute ON dispute_code (dispute_id);

-- Every step: who did what by which rule. evidence_hash covers the step before and all evidence by then, so nothing can be slipped in.
CREATE TABLE dispute_event (
  dispute_id id NOT NULL REFERENCES dispute,
  sequence integer NOT NULL,
  party text NOT NULL CHECK (party IN ('buyer', 'supplier', 'arbiter', 'rules')),
  actor text NOT NULL,
  action text NOT NULL,
  status text NOT NULL,
  rule text,
  -- What was said, sealed.
  note_secret bytea,
  evidence_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (dispute_id, sequence)
);
CREATE TRIGGER dispute_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispute_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dispute_evidence (
  id id PRIMARY KEY,
  dispute_id id NOT NULL REFERENCES dispute,
  party text NOT NULL CHECK (party IN ('buyer', 'supplier', 'arbiter')),
  actor text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'image')),
  sha256 bytea NOT NULL,
  -- The text, or the image written anew: nonce, ciphertext, tag.
  secret bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX dispute_evidence_dispute ON dispute_evidence (dispute_id, id);
