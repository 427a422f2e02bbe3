import { availableOf, channelFunds, escrow } from '../../src/ledger/accounts.ts';
import { proveLedger } from '../../src/ledger/prove-ledger.ts';
import { balanceOf } from '../insert-goods.ts';
import { type Receipts, reveal } from './crash-buyers.ts';
import { type CrashSite, shopMoney } from './open-crash-site.ts';

/** Most orders whose codes are looked at again in one round. */
const revealMax = 100;

interface OrderLine {
  id: string;
  status: string;
  channel: string;
  client_reference: string | null;
  wanted: number;
  delivered: number;
  /** Price of what was delivered. */
  worth: number;
  sold: number;
  forced: string | null;
}

/** Compares a pool at rest with what buyers and the gateway remember. Answers everything that was promised and is not so. */
export async function checkPromises(site: CrashSite, receipts: Receipts): Promise<string[]> {
  const problems = [...receipts.problems];
  const orders = await readOrders(site);
  checkPurchases(orders, receipts, problems);
  await checkPayments(site, orders, problems);
  await checkBooks(site, problems);
  await checkStock(site, problems);
  const seen = receipts.problems.length;
  const hasCodes = new Set(orders.filter(({ sold }) => sold > 0).map(({ id }) => id));
  const delivered = [...receipts.purchases.values()].filter((id) => hasCodes.has(id)).slice(-revealMax);
  for (let start = 0; start < delivered.length; start += 20)
    await Promise.all(delivered.slice(start, start + 20).map((id) => reveal(site, receipts, id)));
  return [...problems, ...receipts.problems.slice(seen)];
}

async function readOrders({ engine }: CrashSite): Promise<OrderLine[]> {
  const { rows } = await engine.db.pool.query<OrderLine>(
    `SELECT o.id, o.status, o.channel, o.client_reference, i.quantity AS wanted, i.delivered_quantity AS delivered,
       i.delivered_quantity * i.unit_price_minor AS worth, p.forced, (SELECT count(*) FROM order_code AS c WHERE c.order_id = o.id AND c.status = 'sold') AS sold
     FROM orders AS o JOIN order_item AS i ON i.order_id = o.id JOIN product AS p ON p.id = i.product_id`,
  );
  return rows;
}

function checkPurchases(orders: readonly OrderLine[], receipts: Receipts, problems: string[]): void {
  const byReference = new Map<string, OrderLine[]>();
  const byId = new Map(orders.map((order) => [order.id, order]));
  for (const order of orders)
    if (order.client_reference !== null)
      byReference.set(order.client_reference, [...(byReference.get(order.client_reference) ?? []), order]);
  for (const [reference, id] of receipts.purchases) {
    const found = byReference.get(reference) ?? [];
    if (found.length !== 1 || found[0]!.id !== id)
      problems.push(
        `acknowledged ${reference} as ${id}, there is ${found.map((each) => each.id).join(' and ') || 'nothing'}`,
      );
    else if (found[0]!.status === 'expired') problems.push(`acknowledged ${id} is expired`);
  }
  for (const reference of receipts.refused)
    if (byReference.has(reference)) problems.push(`refused ${reference} was bought all the same`);
  for (const id of receipts.checkouts) if (!byId.has(id)) problems.push(`confirmed ${id} is gone`);
  for (const order of orders) {
    const { id, status, wanted, delivered, sold } = order;
    const due = status === 'expired' ? 0 : promisedCodes(order);
    const right = status === (due > 0 ? 'delivered' : status === 'expired' ? 'expired' : 'refunded');
    if (!right || sold !== due || delivered !== due)
      problems.push(`${id} is ${status} with ${sold} codes, ${delivered} of ${wanted} delivered, ${due} due`);
  }
}

/** How many codes a paid order gets in the end. */
function promisedCodes({ forced, wanted }: OrderLine): number {
  return forced === 'supplier_down' ? 0 : forced === 'partial' ? Math.floor(wanted / 2) : wanted;
}

/** Money the gateway kept must be the price of what was delivered, and nothing else. */
async function checkPayments(site: CrashSite, orders: readonly OrderLine[], problems: string[]): Promise<void> {
  const { rows } = await site.engine.db.pool.query<{ id: string; order_id: string }>(
    'SELECT id, order_id FROM payment',
  );
  const orderOf = new Map(rows.map(({ id, order_id }) => [id, order_id]));
  const byId = new Map(orders.map((order) => [order.id, order]));
  let kept = 0;
  for (const payment of site.gateway.payments.values()) {
    const order = byId.get(orderOf.get(payment.id) ?? '');
    const due = order?.worth ?? 0;
    const held = payment.paid_minor - payment.refunded_minor;
    kept += held;
    if (held !== due)
      problems.push(
        `${payment.id} of ${order?.id} (${order?.status}): paid ${payment.paid_minor}, sent back ${payment.refunded_minor}`,
      );
  }
  const booked = -(await balanceOf(site.engine, channelFunds('sandbox', 'CNY')));
  if (booked !== kept) problems.push(`the gateway kept ${kept}, the books say ${booked}`);
  const spent = orders.reduce((sum, { channel, worth }) => sum + (channel === 'balance' ? worth : 0), 0);
  const left = await balanceOf(site.engine, availableOf(site.shopId, 'CNY'));
  if (left + spent !== shopMoney) problems.push(`the shop spent ${spent} of ${shopMoney} and has ${left} left`);
}

async function checkBooks({ engine }: CrashSite, problems: string[]): Promise<void> {
  const { sums, wrong, unsettled } = await proveLedger(engine.db.pool);
  for (const [currency, sum] of Object.entries(sums))
    if (sum !== 0) problems.push(`the ledger sums to ${sum} ${currency}`);
  for (const account of wrong) problems.push(`the balance of ${account} is not the sum of its entries`);
  for (const order of unsettled) problems.push(`money of ${order} lies in escrow without a reason`);
  const inEscrow = await balanceOf(engine, escrow('CNY'));
  if (inEscrow !== 0) problems.push(`${inEscrow} in escrow at rest`);
}

async function checkStock({ engine }: CrashSite, problems: string[]): Promise<void> {
  const { rows } = await engine.db.pool.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM code) AS uploaded, (SELECT count(*) FROM shelf) AS shelf, (SELECT count(*) FROM order_code WHERE status = 'sold') AS sold,
       (SELECT count(*) FROM order_code WHERE status <> 'sold') AS held, (SELECT count(*) FROM shelf JOIN order_code USING (code_id)) AS both,
       (SELECT count(*) FROM orders AS o WHERE o.status <> (SELECT e.status FROM order_event AS e WHERE e.order_id = o.id ORDER BY e.sequence DESC LIMIT 1)) AS untold`,
  );
  const { uploaded, shelf, sold, held, both, untold } = rows[0] as Record<
    'uploaded' | 'shelf' | 'sold' | 'held' | 'both' | 'untold',
    number
  >;
  if (shelf + sold !== uploaded || held > 0 || both > 0)
    problems.push(
      `${uploaded} codes uploaded, ${shelf} on the shelf, ${sold} sold, ${held} held, ${both} in two places`,
    );
  if (untold > 0) problems.push(`${untold} orders are in a state that no event tells of`);
}
