CREATE TABLE product (
  id id PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  brand text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('game', 'video', 'music', 'software', 'course', 'coupon', 'ticket')),
  category text NOT NULL,
  -- { "zh-CN": …, "en": … }; English is always there.
  names jsonb NOT NULL CHECK (names ? 'en'),
  redeem_texts jsonb NOT NULL CHECK (redeem_texts ? 'en'),
  redeem_url text,
  -- Which fields a code of this product has, in the order they are shown.
  code_fields text[] NOT NULL,
  face_value text NOT NULL,
  region text NOT NULL,
  image_url text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  list_price_minor bigint NOT NULL CHECK (list_price_minor > 0),
  list_price_source text NOT NULL,
  list_price_checked_on date NOT NULL,
  strike_allowed boolean NOT NULL DEFAULT false,
  -- Test goods only: the refusal or delay that buying this product forces, whatever is in stock.
  forced text CHECK (forced IN ('sold_out', 'price_moved', 'partial', 'slow_supplier', 'supplier_down')),
  limits_min integer NOT NULL DEFAULT 1 CHECK (limits_min >= 1),
  limits_max integer NOT NULL CHECK (limits_max >= limits_min),
  status text NOT NULL CHECK (status IN ('draft', 'active', 'withdrawn')),
  -- Place in the catalogue; the id breaks ties, so that pages are stable.
  rank integer NOT NULL,
  -- What the change feed last told: a cursor that rises with every change, and the stock band then.
  change_cursor id NOT NULL,
  sequence integer NOT NULL DEFAULT 1,
  stock text NOT NULL DEFAULT 'sold_out' CHECK (stock IN ('in_stock', 'low', 'sold_out')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX product_catalog ON product (rank, id) WHERE status = 'active';
CREATE INDEX product_category ON product (category, rank, id) WHERE status = 'active';
CREATE INDEX product_feed ON product (change_cursor);

CREATE TABLE offer (
  id id PRIMARY KEY,
  product_id id NOT NULL REFERENCES product,
  supplier_id id NOT NULL REFERENCES supplier,
  price_minor bigint NOT NULL CHECK (price_minor > 0),
  supply_price_minor bigint NOT NULL CHECK (supply_price_minor >= 0),
  -- [{ "from": 10, "price_minor": …, "supply_price_minor": … }] by rising from
  quantity_prices jsonb NOT NULL DEFAULT '[]',
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused')),
  created_at timestamptz NOT NULL,
  CHECK (supply_price_minor <= price_minor)
);
CREATE INDEX offer_product ON offer (product_id, price_minor) WHERE status = 'active';
