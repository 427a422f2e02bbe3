import assert from 'node:assert/strict';
import type { ClientBase, Pool } from 'pg';
import type { Figure } from '../src/figure/figures.ts';
import { readDays } from '../src/figure/read-days.ts';
import { tomorrow } from '../src/figure/span-of.ts';

const day = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
const count = 'count(*) AS orders';

/** Each figure as one would count it who had never heard of folding: every order there is, gone through. */
const plainFigures: Record<Figure, string> = {
  site_sales: `SELECT o.site_id, ${day('o.created_at')}, '', o.currency, ${count}, 0, sum(o.amount_minor) FROM orders o
    WHERE o.site_id IS NOT NULL AND o.status NOT IN ('held', 'expired', 'refunding', 'refunded') GROUP BY 1, 2, 4`,
  supplier_sales: `SELECT h.owner_id, ${day('o.created_at')}, '', h.currency, ${count}, sum(COALESCE(i.codes, 0)), sum(h.amount_minor - h.clawed_minor) FROM share h JOIN orders o ON o.id = h.order_id
    LEFT JOIN (SELECT i.order_id, f.supplier_id, sum(i.delivered_quantity) AS codes FROM order_item i JOIN offer f ON f.id = i.offer_id GROUP BY 1, 2) i
      ON i.order_id = h.order_id AND i.supplier_id = h.owner_id
    WHERE h.kind = 'supplier_share' GROUP BY 1, 2, 4`,
  offer_sales: `SELECT f.supplier_id, ${day('o.created_at')}, i.offer_id, o.currency, count(DISTINCT o.id), sum(i.delivered_quantity), sum(i.delivered_quantity * i.unit_supply_minor)
    FROM order_item i JOIN orders o ON o.id = i.order_id JOIN offer f ON f.id = i.offer_id JOIN share h ON h.order_id = o.id AND h.owner_id = f.supplier_id AND h.kind = 'supplier_share' GROUP BY 1, 2, 3, 4`,
  offer_disputes: `SELECT d.supplier_id, ${day('d.created_at')}, d.offer_id, d.currency, count(DISTINCT d.id), count(c.code_id), 0 FROM dispute d LEFT JOIN dispute_code c ON c.dispute_id = d.id GROUP BY 1, 2, 3, 4`,
  offer_defects: `SELECT d.supplier_id, ${day('d.created_at')}, d.offer_id, d.currency, count(DISTINCT d.id), count(c.code_id), 0 FROM dispute d LEFT JOIN dispute_code c ON c.dispute_id = d.id
    WHERE d.status = 'closed' AND d.outcome_kind IN ('refund', 'part', 'replacement') GROUP BY 1, 2, 3, 4`,
  agent_sales: `SELECT o.agent_id, ${day('o.created_at')}, COALESCE(o.ref, ''), o.currency, ${count}, count(o.self_sale), 0 FROM orders o
    WHERE o.agent_id IS NOT NULL AND o.paid_at IS NOT NULL GROUP BY 1, 2, 3, 4`,
  agent_deliveries: `SELECT o.agent_id, ${day('o.created_at')}, '', o.currency, ${count}, 0, 0 FROM orders o
    WHERE o.agent_id IS NOT NULL AND o.delivered_at IS NOT NULL AND o.self_sale IS NULL GROUP BY 1, 2, 4`,
  agent_earnings: `SELECT h.owner_id, ${day('o.created_at')}, '', h.currency, ${count}, 0, sum(h.amount_minor - h.clawed_minor) FROM share h JOIN orders o ON o.id = h.order_id
    WHERE h.kind IN ('commission', 'markup', 'downline') GROUP BY 1, 2, 4`,
  downline_earnings: `SELECT h.owner_id, ${day('o.created_at')}, CASE h.owner_id WHEN b.parent_id THEN b.id ELSE b.parent_id END, h.currency, ${count}, 0, sum(h.amount_minor - h.clawed_minor)
    FROM share h JOIN orders o ON o.id = h.order_id JOIN agent b ON b.id = o.agent_id WHERE h.kind = 'downline' GROUP BY 1, 2, 3, 4`,
  matured_sales: `SELECT h.owner_id, ${day('h.matured_at')}, '', h.currency, ${count}, 0, sum(o.amount_minor * (h.amount_minor - h.clawed_minor) / h.amount_minor) FROM share h JOIN orders o ON o.id = h.order_id
    WHERE h.kind = 'commission' AND h.matured_at IS NOT NULL GROUP BY 1, 2, 4`,
  matured_shares: `SELECT h.owner_id, ${day('h.matured_at')}, '', h.currency, ${count}, 0, sum(h.amount_minor - h.clawed_minor) FROM share h
    WHERE h.kind = 'supplier_share' AND h.matured_at IS NOT NULL GROUP BY 1, 2, 4`,
};

const asText = (row: object) => Object.values(row).map(String).join(' ');

/** Whatever has been folded and marked by now, the sums of these parties are those of every order. Answers how many sums there were. */
export async function assertFigures(
  client: Pool | ClientBase,
  now: Date,
  partyIds: readonly string[],
): Promise<number> {
  let sums = 0;
  for (const [figure, text] of Object.entries(plainFigures) as [Figure, string][]) {
    const { rows } = await client.query<object>(
      `SELECT * FROM (${text}) AS plain (party, day, part, currency, orders, units, amount) WHERE party = ANY($1::text[])`,
      [partyIds],
    );
    const by = ['party_id', 'day', 'part', 'currency'] as const;
    const read = await readDays(client, { figure, partyIds, to: tomorrow(now), by });
    assert.deepEqual(read.map(asText).toSorted(), rows.map(asText).toSorted(), figure);
    sums += rows.length;
  }
  return sums;
}
