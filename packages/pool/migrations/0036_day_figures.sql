-- Times in ids: ten digits of milliseconds behind the prefix, in Crockford's base 32.
CREATE FUNCTION id_from(day date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', (((day - date '1970-01-01') * 86400000::bigint >> (50 - 5 * place)) & 31)::integer + 1, 1), '' ORDER BY place)
  FROM generate_series(1, 10) AS place
$$;
CREATE FUNCTION day_of_id(id text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date '1970-01-01' + (sum((strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(id, 4 + place, 1)) - 1)::bigint << (50 - 5 * place))::bigint / 86400000)::integer
  FROM generate_series(1, 10) AS place
$$;

-- What was sold on whole days that have passed (UTC), by party, counted once. A day of a party that is not folded yet, or is marked
-- since something of it changed, is counted from its orders: what is here is never wrong, only not all.
CREATE TABLE day_figure (
  party_id id NOT NULL,
  figure text NOT NULL,
  day date NOT NULL,
  -- Of what: an offer, a referral ID, an agent who was brought in; nothing when the figure has no parts.
  part text COLLATE "C" NOT NULL,
  currency text NOT NULL,
  orders bigint NOT NULL,
  units bigint NOT NULL,
  amount_minor bigint NOT NULL,
  PRIMARY KEY (party_id, figure, day, part, currency)
);
CREATE INDEX day_figure_part ON day_figure (party_id, part) WHERE figure = 'downline_earnings';

-- Left in the transaction of each change to a closed day, gone when that day was counted again by somebody who saw the change.
CREATE TABLE day_mark (
  party_id id NOT NULL,
  figure text NOT NULL,
  day date NOT NULL
);
CREATE INDEX day_mark_party ON day_mark (party_id, figure, day);

CREATE TABLE day_fold (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  -- Changes up to this day leave marks, and so do those of orders whose ids are from before open_from.
  closed_through date NOT NULL,
  open_from text COLLATE "C" NOT NULL,
  -- No transaction that began later is unaware of that.
  closed_at timestamptz,
  folded_through date NOT NULL CHECK (folded_through <= closed_through),
  turn bigint NOT NULL DEFAULT 0
);
INSERT INTO day_fold (closed_through, open_from, folded_through) VALUES ('-infinity', '', '-infinity');

CREATE FUNCTION order_figures(site_id text, agent_id text) RETURNS TABLE (party_id text, figure text) LANGUAGE sql IMMUTABLE AS $$
  SELECT * FROM (VALUES (site_id, 'site_sales'), (agent_id, 'agent_sales'), (agent_id, 'agent_deliveries')) AS f (party, name) WHERE party IS NOT NULL
$$;
CREATE FUNCTION share_figures(kind text) RETURNS TABLE (figure text) LANGUAGE sql IMMUTABLE AS $$
  SELECT unnest(CASE kind WHEN 'supplier_share' THEN '{supplier_sales,offer_sales}' WHEN 'downline' THEN '{agent_earnings,downline_earnings}' ELSE '{agent_earnings}' END::text[])
$$;
CREATE FUNCTION matured_figures(kind text) RETURNS TABLE (figure text) LANGUAGE sql IMMUTABLE AS $$
  SELECT unnest(CASE kind WHEN 'supplier_share' THEN '{matured_shares}' WHEN 'commission' THEN '{matured_sales}' ELSE '{}' END::text[])
$$;

CREATE FUNCTION mark_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Nearly all that is written is of today.
  IF NOT EXISTS (SELECT FROM new_rows n, day_fold d WHERE substr(n.id, 5) < d.open_from) THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO day_mark (party_id, figure, day)
      SELECT DISTINCT f.party_id, f.figure, day_of_id(n.id) FROM new_rows n, day_fold d, order_figures(n.site_id, n.agent_id) f WHERE substr(n.id, 5) < d.open_from;
  ELSE
    INSERT INTO day_mark (party_id, figure, day)
      WITH before AS (SELECT id, site_id, agent_id, ref, status, currency, amount_minor, paid_at, delivered_at, self_sale FROM old_rows, day_fold d WHERE substr(id, 5) < d.open_from),
        after AS (SELECT id, site_id, agent_id, ref, status, currency, amount_minor, paid_at, delivered_at, self_sale FROM new_rows, day_fold d WHERE substr(id, 5) < d.open_from)
      SELECT DISTINCT f.party_id, f.figure, day_of_id(c.id)
      FROM ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) AS c, order_figures(c.site_id, c.agent_id) f;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_marked_new AFTER INSERT ON orders REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_orders();
CREATE TRIGGER orders_marked AFTER UPDATE ON orders REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_orders();

CREATE FUNCTION mark_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows n, day_fold d WHERE substr(n.order_id, 5) < d.open_from) THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO day_mark (party_id, figure, day)
      SELECT DISTINCT o.supplier_id, f.figure, day_of_id(n.order_id)
      FROM new_rows n JOIN offer o ON o.id = n.offer_id, day_fold d, share_figures('supplier_share') f WHERE substr(n.order_id, 5) < d.open_from;
  ELSE
    INSERT INTO day_mark (party_id, figure, day)
      WITH before AS (SELECT id, order_id, offer_id, delivered_quantity, unit_supply_minor FROM old_rows, day_fold d WHERE substr(order_id, 5) < d.open_from),
        after AS (SELECT id, order_id, offer_id, delivered_quantity, unit_supply_minor FROM new_rows, day_fold d WHERE substr(order_id, 5) < d.open_from)
      SELECT DISTINCT o.supplier_id, f.figure, day_of_id(c.order_id)
      FROM ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) AS c JOIN offer o ON o.id = c.offer_id, share_figures('supplier_share') f;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER items_marked_new AFTER INSERT ON order_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_items();
CREATE TRIGGER items_marked AFTER UPDATE ON order_item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_items();

-- A share counts on the day of its order, and again on the day it matured.
CREATE FUNCTION mark_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO day_mark (party_id, figure, day)
      SELECT DISTINCT n.owner_id, f.figure, day_of_id(n.order_id) FROM new_rows n, day_fold d, share_figures(n.kind) f WHERE substr(n.order_id, 5) < d.open_from
      UNION SELECT n.owner_id, f.figure, (n.matured_at AT TIME ZONE 'UTC')::date FROM new_rows n, day_fold d, matured_figures(n.kind) f
      WHERE (n.matured_at AT TIME ZONE 'UTC')::date <= d.closed_through;
  ELSE
    INSERT INTO day_mark (party_id, figure, day)
      WITH before AS (SELECT order_id, owner_id, kind, currency, amount_minor, clawed_minor FROM old_rows),
        after AS (SELECT order_id, owner_id, kind, currency, amount_minor, clawed_minor FROM new_rows),
        matured_before AS (SELECT order_id, owner_id, kind, currency, amount_minor, clawed_minor, matured_at FROM old_rows WHERE matured_at IS NOT NULL),
        matured_after AS (SELECT order_id, owner_id, kind, currency, amount_minor, clawed_minor, matured_at FROM new_rows WHERE matured_at IS NOT NULL)
      SELECT c.owner_id, f.figure, day_of_id(c.order_id)
      FROM ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) AS c, day_fold d, share_figures(c.kind) f WHERE substr(c.order_id, 5) < d.open_from
      UNION SELECT c.owner_id, f.figure, (c.matured_at AT TIME ZONE 'UTC')::date
      FROM ((TABLE matured_before EXCEPT TABLE matured_after) UNION ALL (TABLE matured_after EXCEPT TABLE matured_before)) AS c, day_fold d, matured_figures(c.kind) f
      WHERE (c.matured_at AT TIME ZONE 'UTC')::date <= d.closed_through;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER shares_marked_new AFTER INSERT ON share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_shares();
CREATE TRIGGER shares_marked AFTER UPDATE ON share REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_shares();

CREATE FUNCTION mark_disputes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO day_mark (party_id, figure, day)
    SELECT DISTINCT n.supplier_id, f.figure, day_of_id(n.id) FROM new_rows n, day_fold d, unnest('{offer_disputes,offer_defects}'::text[]) f (figure) WHERE substr(n.id, 5) < d.open_from;
  RETURN NULL;
END $$;
CREATE TRIGGER disputes_marked_new AFTER INSERT ON dispute REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_disputes();
CREATE TRIGGER disputes_marked AFTER UPDATE ON dispute REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_disputes();

CREATE FUNCTION mark_dispute_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO day_mark (party_id, figure, day)
    SELECT DISTINCT s.supplier_id, f.figure, day_of_id(s.id) FROM new_rows n JOIN dispute s ON s.id = n.dispute_id, day_fold d, unnest('{offer_disputes,offer_defects}'::text[]) f (figure)
    WHERE substr(n.dispute_id, 5) < d.open_from;
  RETURN NULL;
END $$;
CREATE TRIGGER dispute_codes_marked_new AFTER INSERT ON dispute_code REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_dispute_codes();
