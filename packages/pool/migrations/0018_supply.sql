-- Whoever applied sells nothing until they are verified.
ALTER TABLE supplier DROP CONSTRAINT supplier_status_check;
ALTER TABLE supplier ADD CONSTRAINT supplier_status_check CHECK (status IN ('applied', 'active', 'frozen'));
-- In which language its members are written to.
ALTER TABLE supplier ADD COLUMN language text NOT NULL DEFAULT 'zh-CN';

-- What somebody sent as evidence, sealed. Of a verification it is gone once that is decided.
CREATE TABLE document (
  id id PRIMARY KEY,
  organisation_id id NOT NULL REFERENCES organisation,
  media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'application/pdf')),
  bytes integer NOT NULL CHECK (bytes > 0),
  sealed bytea NOT NULL,
  -- The verification or submission that names it.
  used_by id,
  created_at timestamptz NOT NULL
);
CREATE INDEX document_organisation ON document (organisation_id);
CREATE INDEX document_use ON document (used_by) WHERE used_by IS NOT NULL;
CREATE INDEX document_unused ON document (created_at) WHERE used_by IS NULL;

-- Of who somebody is, the pool keeps what was found, its reference, and a keyed hash of the number.
CREATE TABLE verification (
  id id PRIMARY KEY,
  organisation_id id NOT NULL REFERENCES organisation,
  subject text NOT NULL CHECK (subject IN ('person', 'company')),
  country text NOT NULL,
  status text NOT NULL CHECK (status IN ('submitted', 'in_review', 'needs_action', 'verified', 'refused')),
  provider text NOT NULL,
  number_fingerprint bytea NOT NULL,
  -- { legal_name, number }, sealed; gone once it is decided.
  claim_secret bytea,
  result text CHECK (result IN ('passed', 'failed', 'unclear')),
  reference text,
  message text,
  attempts integer NOT NULL DEFAULT 0,
  next_check_at timestamptz,
  created_at timestamptz NOT NULL,
  decided_at timestamptz,
  CHECK ((status IN ('verified', 'refused')) = (claim_secret IS NULL)),
  CHECK ((status IN ('verified', 'refused')) = (decided_at IS NOT NULL))
);
CREATE UNIQUE INDEX verification_one ON verification (organisation_id) WHERE status <> 'refused';
CREATE INDEX verification_organisation ON verification (organisation_id, id);
CREATE INDEX verification_queue ON verification (status, id);
CREATE INDEX verification_number ON verification (number_fingerprint);
CREATE INDEX verification_due ON verification (next_check_at) WHERE next_check_at IS NOT NULL;

-- What a supplier wants to sell, on its way into the catalogue.
CREATE TABLE submission (
  id id PRIMARY KEY,
  supplier_id id NOT NULL REFERENCES supplier,
  status text NOT NULL CHECK (status IN ('submitted', 'needs_action', 'listed', 'refused', 'withdrawn')),
  product_id id REFERENCES product,
  -- The product as described; null when it was in the catalogue before.
  goods jsonb,
  proof jsonb NOT NULL,
  message text,
  round integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK (goods IS NOT NULL OR product_id IS NOT NULL),
  CHECK (status <> 'listed' OR product_id IS NOT NULL)
);
CREATE INDEX submission_supplier ON submission (supplier_id, id);
CREATE INDEX submission_queue ON submission (status, id);
CREATE UNIQUE INDEX submission_one ON submission (supplier_id, product_id) WHERE product_id IS NOT NULL AND status NOT IN ('refused', 'withdrawn');

-- What may not be sold: words that must not be in a product's texts, as they are compared (NFKC, lower case, no spaces).
CREATE TABLE prohibition (
  id id PRIMARY KEY,
  words text NOT NULL,
  compared text NOT NULL UNIQUE,
  effect text NOT NULL CHECK (effect IN ('refuse', 'flag')),
  reason text NOT NULL,
  created_at timestamptz NOT NULL
);
INSERT INTO prohibition (id, words, compared, effect, reason, created_at) VALUES
  ('prh_01k0000000000000000000000a', '彩票', '彩票', 'refuse', 'Lottery', now()),
  ('prh_01k0000000000000000000000b', 'lottery', 'lottery', 'refuse', 'Lottery', now()),
  ('prh_01k0000000000000000000000c', '赌博', '赌博', 'refuse', 'Gambling', now()),
  ('prh_01k0000000000000000000000d', 'casino', 'casino', 'refuse', 'Gambling', now()),
  ('prh_01k0000000000000000000000e', '实名账号', '实名账号', 'refuse', 'Accounts in somebody’s name', now()),
  ('prh_01k0000000000000000000000f', '身份证', '身份证', 'refuse', 'Identity documents', now()),
  ('prh_01k0000000000000000000000g', '银行卡', '银行卡', 'refuse', 'Bank cards and accounts', now()),
  ('prh_01k0000000000000000000000h', '手机黑卡', '手机黑卡', 'refuse', 'SIM cards in somebody’s name', now()),
  ('prh_01k0000000000000000000000j', '外挂', '外挂', 'refuse', 'Cheats', now()),
  ('prh_01k0000000000000000000000k', 'crack', 'crack', 'flag', 'May be circumvented licences', now()),
  ('prh_01k0000000000000000000000m', 'vpn', 'vpn', 'flag', 'Needs a licence in some countries', now()),
  ('prh_01k0000000000000000000000n', '账号', '账号', 'flag', 'May be accounts of people', now()),
  ('prh_01k0000000000000000000000p', '成人', '成人', 'flag', 'May be adult content', now());

-- The operator's part of the buyer's price, by category; '*' is for all others.
CREATE TABLE category_fee (
  category text PRIMARY KEY,
  fee_bps integer NOT NULL CHECK (fee_bps BETWEEN 0 AND 5000)
);
INSERT INTO category_fee (category, fee_bps) VALUES ('*', 800);

-- No discount goes below the floor; null is the supply price.
ALTER TABLE offer ADD COLUMN floor_minor bigint CHECK (floor_minor BETWEEN supply_price_minor AND price_minor);
ALTER TABLE offer ADD COLUMN max_per_order integer CHECK (max_per_order >= 1);
-- Below how many codes the supplier is told, and when it was told last; null once there are enough again.
ALTER TABLE offer ADD COLUMN low_stock integer NOT NULL DEFAULT 0 CHECK (low_stock >= 0);
ALTER TABLE offer ADD COLUMN low_stock_told_at timestamptz;
CREATE INDEX offer_supplier ON offer (supplier_id, id);
