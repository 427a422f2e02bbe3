import { createId } from '@kameng/contract/id';
import type { PoolClient } from 'pg';
import { foldAllDays } from '../test/fold-all-days.ts';
import type { TestPool } from '../test/open-test-pool.ts';
import { transact } from '../src/database/transact.ts';
import { foldBalances } from '../src/ledger/fold-balances.ts';

/** Whose desks have most of what is seeded. */
export interface DeskParties {
  supplierId: string;
  agentId: string;
  siteId: string;
}

/** Half of all orders are the busy supplier's, agent's and site's; the rest is shared among so many. */
const others = 50;
const spanDays = 90;
/** Agents whom the busy agent brought in; a quarter of all orders is theirs. */
const downline = 2000;
/** Links of the busy agent. */
const links = 8;
const maturityDays = 7;

/** An id as the pool would have made it at that moment: ten digits of time, written once for an order, then a number of its own. */
const digit = (place: number) => `substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> ${5 * place}) & 31)::int + 1, 1)`;
const stamp = Array.from({ length: 10 }, (_, place) => digit(9 - place)).join(' || ');
const id = (prefix: string, number = 'n') => `'${prefix}_' || stamp || lpad((${number})::text, 16, '0')`;

/** One row an order, of which everything else is made. */
const sales = `
  CREATE TEMP TABLE sale AS
  SELECT n, at, stamp, ${id('ord')} AS order_id, ${id('itm')} AS item_id, ${id('pay')} AS payment_id,
    n % 2 = 0 AS busy, n % 3 = 0 AS public, n % 50 IN (7, 24) AS refunded, p.offer_id, p.product_id, p.supplier_id,
    CASE WHEN n % 4 = 1 THEN 'agt_0bench' || lpad(((n / 4) % ${downline})::text, 20, '0') END AS below,
    CASE WHEN at < $1::timestamptz - interval '${maturityDays} days' THEN at + interval '${maturityDays} days' END AS matured_at
  FROM (SELECT n, at, ${stamp} AS stamp FROM (
    SELECT n, at, (extract(epoch FROM at) * 1000)::bigint AS ms FROM (
      SELECT n, $1::timestamptz - interval '${spanDays} days' * (1 - n::float8 / $2) AS at FROM generate_series(1, $2::bigint) AS n) AS t) AS m) AS s
  JOIN party p ON p.nth = CASE WHEN n % 2 = 0 THEN 0 ELSE 1 + (n / 2) % ${others} END`;

const parties = `
  CREATE TEMP TABLE party AS
  SELECT nth, CASE nth WHEN 0 THEN $1 ELSE 'sup_0bench' || lpad(nth::text, 20, '0') END AS supplier_id,
    'prd_0bench' || lpad(nth::text, 20, '0') AS product_id, 'ofr_0bench' || lpad(nth::text, 20, '0') AS offer_id
  FROM generate_series(0, ${others}) AS nth`;

const goods = [
  `INSERT INTO supplier (id, name, created_at) SELECT supplier_id, 'Supplier ' || nth, now() FROM party WHERE nth > 0`,
  `INSERT INTO product (id, slug, brand, kind, category, names, redeem_texts, code_fields, face_value, region, image_url, currency, list_price_minor, list_price_source,
     list_price_checked_on, limits_max, status, rank, change_cursor, created_at, updated_at)
   SELECT product_id, product_id, 'Brand ' || nth, 'game', 'games', jsonb_build_object('en', 'Goods ' || nth), '{"en":"Enter it."}', '{code}', '10', 'CN', '/art/x.svg', 'CNY', 2000, 'Issuer',
     '2026-01-01', 10, 'active', 9000 + nth, product_id, now(), now() FROM party`,
  `INSERT INTO offer (id, product_id, supplier_id, price_minor, supply_price_minor, created_at) SELECT offer_id, product_id, supplier_id, 1000, 700, now() FROM party`,
  `INSERT INTO agent (id, ref, name, level, parent_id, created_at)
   SELECT 'agt_0bench' || lpad(nth::text, 20, '0'), 'BELOW' || nth, 'Agent ' || nth, 1, $2, now() FROM generate_series(0, ${downline - 1}) AS nth WHERE $1::text IS NOT NULL`,
  `INSERT INTO agent_link (id, agent_id, ref, label, created_at)
   SELECT 'lnk_0bench' || lpad(nth::text, 20, '0'), $2, 'BUSYLINK' || nth, 'Link ' || nth, now() FROM generate_series(0, ${links - 1}) AS nth WHERE $1::text IS NOT NULL`,
];

/** What each order is and left behind: two transfers and a half each, which is five entries of the ledger. */
const rows = [
  `INSERT INTO orders (id, site_id, agent_id, ref, status, channel, currency, amount_minor, commission_bps, contact_fingerprint, created_at, paid_at, delivered_at)
   SELECT order_id, CASE WHEN busy THEN $1::text END, CASE WHEN busy THEN $2::text ELSE below END, CASE WHEN busy AND n % 3 > 0 THEN 'BUSYLINK' || n % ${links} END, CASE WHEN refunded THEN 'refunded' ELSE 'delivered' END, CASE WHEN public THEN 'sandbox' ELSE 'balance' END, 'CNY', 1000, 0,
     CASE WHEN public THEN decode(md5((n % 100000)::text), 'hex') END, at, at, at FROM sale`,
  `INSERT INTO order_item (id, order_id, product_id, offer_id, quantity, unit_price_minor, unit_supply_minor, delivered_quantity, status)
   SELECT item_id, order_id, product_id, offer_id, 1, 1000, 700, 1, 'delivered' FROM sale`,
  `INSERT INTO order_event (order_id, sequence, status, actor, created_at) SELECT order_id, 1, 'delivered', 'bench', at FROM sale`,
  `INSERT INTO payment (id, order_id, channel, currency, amount_minor, status, received_minor, provider_reference, created_at, updated_at)
   SELECT payment_id, order_id, 'sandbox', 'CNY', 1000, 'paid', 1000, 'REF' || n, at, at FROM sale WHERE public`,
  `INSERT INTO refund (id, order_id, currency, amount_minor, reason, cause, status, created_at, done_at)
   SELECT ${id('rfd')}, order_id, 'CNY', 1000, 'operator', 'bench ' || n, 'done', at, at FROM sale WHERE refunded`,
  `INSERT INTO transfer (id, kind, debit_account, credit_account, currency, amount_minor, order_id, created_at)
   SELECT ${id('tra', 'n * 3')}, 'payment', CASE WHEN busy THEN $1::text || ':available:CNY' ELSE 'channel:sandbox:CNY' END, 'escrow:CNY', 'CNY', 1000, order_id, at FROM sale WHERE $2::text IS NOT NULL
   UNION ALL SELECT ${id('tra', 'n * 3 + 1')}, 'supplier_share', 'escrow:CNY', supplier_id || ':pending:CNY', 'CNY', 700, order_id, at FROM sale
   UNION ALL SELECT ${id('tra', 'n * 3 + 2')}, 'commission', 'escrow:CNY', $2::text || ':pending:CNY', 'CNY', 50, order_id, at FROM sale WHERE busy`,
  `INSERT INTO share (order_id, owner_id, kind, currency, amount_minor, clawed_minor, matures_at, matured_at)
   SELECT order_id, owner_id, kind, 'CNY', amount_minor, CASE WHEN refunded THEN amount_minor ELSE 0 END, at + interval '${maturityDays} days', matured_at
   FROM sale CROSS JOIN LATERAL (
     SELECT supplier_id AS owner_id, 'supplier_share' AS kind, 700 AS amount_minor WHERE $1::text IS NOT NULL
     UNION ALL SELECT COALESCE(below, $2::text), 'commission', 50 WHERE busy OR below IS NOT NULL
     UNION ALL SELECT $2::text, 'downline', 10 WHERE below IS NOT NULL) AS part`,
  `INSERT INTO event (id, site_id, type, object_id, sequence, status, created_at, dispatched_at)
   SELECT ${id('evt')}, $1::text, 'order.delivered', order_id, 1, 'delivered', at, at FROM sale WHERE busy AND n % 10 = 0 AND $2::text IS NOT NULL`,
  `INSERT INTO webhook_delivery (event_id, endpoint_id, object_id, queued_at, delivered_at)
   SELECT e.id, w.id, e.object_id, e.created_at, e.created_at FROM event e JOIN webhook_endpoint w ON w.site_id = e.site_id WHERE e.site_id = $1::text AND $2::text IS NOT NULL`,
  `INSERT INTO reveal_event (order_id, code_ids, actor, created_at) SELECT order_id, '{cod_x}', 'buyer', at FROM sale WHERE NOT refunded AND $1::text IS NOT NULL AND $2::text IS NOT NULL`,
];

/** What matured of the busy supplier's and agent's shares: a transfer a day, and an account that holds it. */
const matured = [
  `INSERT INTO transfer (id, kind, debit_account, credit_account, currency, amount_minor, created_at)
   SELECT ${id('tra', "1000000000000 + 2 * n + CASE kind WHEN 'supplier_share' THEN 0 ELSE 1 END")}, 'maturity', owner_id || ':pending:CNY', owner_id || ':available:CNY', 'CNY', amount_minor, at
   FROM (SELECT at::date AS day, max(stamp) AS stamp, max(n) AS n, max(at) AS at FROM sale GROUP BY 1) AS days
   JOIN (SELECT matured_at::date AS day, owner_id, min(kind) AS kind, sum(amount_minor - clawed_minor)::bigint AS amount_minor FROM share
     WHERE matured_at IS NOT NULL AND owner_id IN ($1, $2) GROUP BY 1, 2) AS due USING (day)`,
  `INSERT INTO account (id, owner_id, currency, floor_minor, balance_minor)
   SELECT credit_account, split_part(credit_account, ':', 1), 'CNY', 0, sum(amount_minor) FROM transfer WHERE kind = 'maturity' AND credit_account IN ($1 || ':available:CNY', $2 || ':available:CNY')
   GROUP BY 1`,
];

/** What people at desks did: a change in ten orders, of which some are looks; disputes, freezes, payouts. */
const deeds = [
  `INSERT INTO audit_entry (id, organisation_id, actor_kind, actor_id, actor_name, action, object_id, created_at)
   SELECT ${id('aud')}, $1::text, 'person', 'per_x', 'Somebody', CASE WHEN n % 500 = 0 THEN 'document.seen' ELSE 'order.refunded' END, order_id, at FROM sale WHERE n % 10 = 0`,
  `INSERT INTO dispute (id, order_id, item_id, offer_id, supplier_id, status, sequence, claim, currency, amount_minor, outcome_kind, created_at, closed_at)
   SELECT ${id('dsp')}, order_id, item_id, offer_id, supplier_id, 'closed', 1, 'invalid', 'CNY', 1000, CASE WHEN n % 40 = 0 THEN 'replacement' ELSE 'none' END, at, at FROM sale WHERE n % 20 = 0 AND $1::text IS NOT NULL`,
  `INSERT INTO dispute_code (code_id, dispute_id) SELECT ${id('cod')}, ${id('dsp')} FROM sale WHERE n % 20 = 0 AND $1::text IS NOT NULL`,
  `INSERT INTO adjustment (id, status, from_party, to_party, currency, amount_minor, reason, proposed_by, proposed_name, decided_by, decided_name, created_at, decided_at)
   SELECT ${id('adj')}, 'approved', 'platform', 'sit_x', 'CNY', 1, 'Bench', 'per_x', 'A', 'per_y', 'B', at, at FROM sale WHERE n % 1000 = 0 AND $1::text IS NOT NULL`,
  `INSERT INTO freezing (id, kind, object_id, reason, frozen_by, created_at, lifted_at, lifted_by)
   SELECT ${id('frz')}, 'order', order_id, 'Bench', 'A', at, at, 'B' FROM sale WHERE n % 1000 = 0 AND $1::text IS NOT NULL`,
];

/**
 * Fills a pool with so many delivered orders, five ledger entries each, and what people at desks have done with them; half of it
 * belongs to the given parties. Set-based: a million orders take minutes. Names no column that a buyer's purchase leaves empty.
 */
export async function seedDesk(
  pool: TestPool,
  size: number,
  { supplierId, agentId, siteId }: DeskParties,
): Promise<void> {
  const { engine } = pool;
  const operator = await engine.db.pool.query<{ id: string }>(
    "SELECT id FROM organisation WHERE kind = 'operator' LIMIT 1",
  );
  await transact(engine.db.pool, async (client) => {
    await client.query('SET LOCAL statement_timeout = 0');
    // As in a pool of before days were folded: no day is closed, and the job begins with the first.
    await client.query(
      "UPDATE day_fold SET closed_through = '-infinity', open_from = '', folded_through = '-infinity'",
    );
    await client.query('DELETE FROM day_figure');
    await client.query(parties, [supplierId]);
    await client.query(sales, [engine.now(), size]);
    for (const text of goods) await client.query(text, text.includes('$1') ? [siteId, agentId] : []);
    await client.query(
      "INSERT INTO webhook_endpoint (id, site_id, url, events, created_at) VALUES ($1, $2, 'https://shop.example/hook', '{order.delivered}', now())",
      [createId('webhookEndpoint'), siteId],
    );
    await openAccounts(client, { supplierId, agentId, siteId });
    for (const text of rows) await client.query(text, text.includes('$1') ? [siteId, agentId] : []);
    for (const text of matured) await client.query(text, [supplierId, agentId]);
    for (const text of deeds) await client.query(text, [operator.rows[0]?.id ?? null]);
    await client.query('DROP TABLE sale, party');
  });
  // Transfers and days as old as these are folded long before anybody reads them.
  while ((await foldBalances(engine)) > 0);
  await foldAllDays(engine);
  await transact(engine.db.pool, async (client) => {
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('ANALYZE');
  });
}

async function openAccounts(client: PoolClient, { supplierId, agentId, siteId }: DeskParties): Promise<void> {
  for (const [id, owner] of [
    ['escrow:CNY', null],
    ['channel:sandbox:CNY', null],
    [`${supplierId}:pending:CNY`, supplierId],
    [`${agentId}:pending:CNY`, agentId],
  ])
    await client.query("INSERT INTO account (id, owner_id, currency) VALUES ($1, $2, 'CNY') ON CONFLICT DO NOTHING", [
      id,
      owner,
    ]);
  await client.query(
    "INSERT INTO account (id, owner_id, currency, floor_minor, balance_minor) VALUES ($1, $2, 'CNY', 0, 0) ON CONFLICT DO NOTHING",
    [`${siteId}:available:CNY`, siteId],
  );
}
