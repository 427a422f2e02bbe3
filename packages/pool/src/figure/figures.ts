/** Orders or disputes of the day `s`, by their ids: `s.first` and `s.next` are what ids begin with when it does, and when it is over. */
const ofDay = (id: string, prefix = 'ord') =>
  `${id} >= ('${prefix}_' || s.first) COLLATE "C" AND ${id} < ('${prefix}_' || s.next) COLLATE "C"`;
const disputes = `FROM dispute d LEFT JOIN dispute_code c ON c.dispute_id = d.id WHERE d.supplier_id = s.party_id AND ${ofDay('d.id', 'dsp')}`;
const maturedOn = `h.matured_at >= s.day::timestamp AT TIME ZONE 'UTC' AND h.matured_at < (s.day + 1)::timestamp AT TIME ZONE 'UTC'`;

interface FigureText {
  /** All who may have it. */
  parties: 'site' | 'supplier' | 'agent';
  /** What a party `s.party_id` had on the day `s.day`, straight from its orders: part, currency, orders, units, amount_minor. */
  counted: string;
}

/** Every figure that is kept by day, and how a day is counted. Whoever counts something else also looks at what leaves marks: the triggers `*_marked`. */
export const figures = {
  site_sales: {
    parties: 'site',
    counted: `
      SELECT '' AS part, o.currency, count(*) AS orders, 0::bigint AS units, sum(o.amount_minor)::bigint AS amount_minor
      FROM orders o WHERE o.site_id = s.party_id AND ${ofDay('o.id')} AND o.status IN ('paid', 'delivered', 'disputed') GROUP BY o.currency`,
  },
  /** Units are codes. */
  supplier_sales: {
    parties: 'supplier',
    counted: `
      SELECT '' AS part, h.currency, count(*) AS orders, COALESCE(sum(sold.codes), 0)::bigint AS units, sum(h.amount_minor - h.clawed_minor)::bigint AS amount_minor
      FROM share h CROSS JOIN LATERAL (
        SELECT sum(i.delivered_quantity) AS codes FROM order_item i JOIN offer f ON f.id = i.offer_id AND f.supplier_id = h.owner_id
        WHERE i.order_id = h.order_id) AS sold
      WHERE h.owner_id = s.party_id AND ${ofDay('h.order_id')} AND h.kind = 'supplier_share' GROUP BY h.currency`,
  },
  /** Parts are offers, units codes, amounts before refunds. */
  offer_sales: {
    parties: 'supplier',
    counted: `
      SELECT i.offer_id AS part, h.currency, count(DISTINCT i.order_id) AS orders, sum(i.delivered_quantity)::bigint AS units,
        sum(i.delivered_quantity * i.unit_supply_minor)::bigint AS amount_minor
      FROM share h JOIN order_item i ON i.order_id = h.order_id JOIN offer f ON f.id = i.offer_id AND f.supplier_id = h.owner_id
      WHERE h.owner_id = s.party_id AND ${ofDay('h.order_id')} AND h.kind = 'supplier_share' GROUP BY i.offer_id, h.currency`,
  },
  /** Parts are offers, orders disputes that were opened, units their codes. */
  offer_disputes: {
    parties: 'supplier',
    counted: `
      SELECT d.offer_id AS part, d.currency, count(DISTINCT d.id) AS orders, count(c.code_id) AS units, 0::bigint AS amount_minor
      ${disputes} GROUP BY d.offer_id, d.currency`,
  },
  /** Of those, the ones whose buyer got money or another code, by the day they were opened. */
  offer_defects: {
    parties: 'supplier',
    counted: `
      SELECT d.offer_id AS part, d.currency, count(DISTINCT d.id) AS orders, count(c.code_id) AS units, 0::bigint AS amount_minor
      ${disputes} AND d.status = 'closed' AND d.outcome_kind <> 'none' GROUP BY d.offer_id, d.currency`,
  },
  /** Parts are referral IDs, none for what came without; units are purchases by the agent itself. */
  agent_sales: {
    parties: 'agent',
    counted: `
      SELECT COALESCE(o.ref, '') AS part, o.currency, count(*) AS orders, count(o.self_sale) AS units, 0::bigint AS amount_minor
      FROM orders o WHERE o.agent_id = s.party_id AND ${ofDay('o.id')} AND o.paid_at IS NOT NULL GROUP BY 1, 2`,
  },
  agent_deliveries: {
    parties: 'agent',
    counted: `
      SELECT '' AS part, o.currency, count(*) AS orders, 0::bigint AS units, 0::bigint AS amount_minor
      FROM orders o WHERE o.agent_id = s.party_id AND ${ofDay('o.id')} AND o.delivered_at IS NOT NULL AND o.self_sale IS NULL GROUP BY o.currency`,
  },
  agent_earnings: {
    parties: 'agent',
    counted: `
      SELECT '' AS part, h.currency, count(*) AS orders, 0::bigint AS units, sum(h.amount_minor - h.clawed_minor)::bigint AS amount_minor
      FROM share h WHERE h.owner_id = s.party_id AND ${ofDay('h.order_id')} AND h.kind <> 'supplier_share' GROUP BY h.currency`,
  },
  /** Parts are the agents whom one brought in, with those below them. */
  downline_earnings: {
    parties: 'agent',
    counted: `
      SELECT CASE WHEN b.parent_id = h.owner_id THEN b.id ELSE b.parent_id END AS part, h.currency, count(*) AS orders, 0::bigint AS units,
        sum(h.amount_minor - h.clawed_minor)::bigint AS amount_minor
      FROM share h JOIN orders o ON o.id = h.order_id JOIN agent b ON b.id = o.agent_id
      WHERE h.owner_id = s.party_id AND ${ofDay('h.order_id')} AND h.kind = 'downline' GROUP BY 1, 2`,
  },
  /** Own sales of an agent by the day they matured; of an order refunded in part, the part that stayed sold. */
  matured_sales: {
    parties: 'agent',
    counted: `
      SELECT '' AS part, h.currency, count(*) AS orders, 0::bigint AS units, sum(o.amount_minor * (h.amount_minor - h.clawed_minor) / h.amount_minor)::bigint AS amount_minor
      FROM share h JOIN orders o ON o.id = h.order_id WHERE h.owner_id = s.party_id AND ${maturedOn} AND h.kind = 'commission' GROUP BY h.currency`,
  },
  /** Shares of a supplier by the day they matured, less what refunds took back. */
  matured_shares: {
    parties: 'supplier',
    counted: `
      SELECT '' AS part, h.currency, count(*) AS orders, 0::bigint AS units, sum(h.amount_minor - h.clawed_minor)::bigint AS amount_minor
      FROM share h WHERE h.owner_id = s.party_id AND ${maturedOn} AND h.kind = 'supplier_share' GROUP BY h.currency`,
  },
} as const satisfies Record<string, FigureText>;

export type Figure = keyof typeof figures;

/** Days of parties (`party_id`, `day`), counted from their orders, each by an index and on its own. Where a day begins among ids is worked out once a day. */
export function countDays(figure: Figure, days: string): string {
  return `
    WITH due AS MATERIALIZED (${days}),
      bounds AS MATERIALIZED (
        SELECT day, id_from(day) AS first, id_from(day + 1) AS next FROM (SELECT DISTINCT day FROM due) AS each)
    SELECT s.party_id, s.day, c.part, c.currency, c.orders, c.units, c.amount_minor
    FROM (SELECT due.party_id::text COLLATE "C" AS party_id, day, first, next FROM due JOIN bounds USING (day) OFFSET 0) AS s
    CROSS JOIN LATERAL (${figures[figure].counted}) AS c`;
}
