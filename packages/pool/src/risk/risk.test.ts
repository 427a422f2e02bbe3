import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { insertAgent } from '../../test/insert-goods.ts';
import { openDisputeSite, type DisputeSite } from '../../test/open-dispute-site.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { ApiError } from '../api-error.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { decideRiskEvent } from './decide-risk-event.ts';
import { listRiskEvents } from './list-risk-events.ts';
import { raiseRisks } from './raise-risks.ts';

let site: DisputeSite;
let operator: MemberContext;
before(async () => {
  site = await openDisputeSite({ codes: 200 });
  operator = await openOperatorSeat(site.engine);
});
after(() => site.close());

const events = async (status: 'open' | 'dismissed' | 'handled' = 'open') =>
  (await listRiskEvents(operator, { params: undefined, query: { status, limit: 100 }, body: undefined })).data;
const about = async (subject: string) => (await events()).filter(({ subject_id }) => subject_id === subject);
const decide = (id: string, decision: 'dismiss' | 'handle' = 'dismiss') =>
  decideRiskEvent(operator, { params: { id }, query: undefined, body: { decision, message: 'Asked them.' } });

/** Sells so many orders one after the other; `change` writes what would have been seen at the checkout. */
async function sellMany(count: number, change = '', values: readonly unknown[] = []): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = await site.sell();
    if (change) await site.engine.db.pool.query(`UPDATE orders SET ${change} WHERE id = $1`, [id, ...values]);
    ids.push(id);
  }
  return ids;
}
const byAgent = (agentId: string) => ['agent_id = $2, self_sale = $3', [agentId, 'device']] as const;
/** Buyers who know nothing of each other. */
const strangers = async () =>
  void (await site.engine.db.pool.query("UPDATE orders SET contact_fingerprint = decode(md5(id), 'hex')"));

test('an agent who buys from themselves is raised at the third order, and once whichever processes look', async () => {
  const agentId = await insertAgent(site.engine, 'OWNSALE');
  await sellMany(2, ...byAgent(agentId));
  await raiseRisks(site.engine);
  assert.deepEqual(await about(agentId), []);
  const [third] = await sellMany(1, ...byAgent(agentId));
  await Promise.all([raiseRisks(site.engine), raiseRisks(site.engine), raiseRisks(site.engine)]);
  const [event, ...more] = await about(agentId);
  assert.deepEqual(more, []);
  assert.deepEqual(
    { rule: event!.rule, orders: event!.orders, newest: event!.order_ids[0] },
    {
      rule: 'own_sales',
      orders: 3,
      newest: third,
    },
  );
});

test('an open event grows; what was decided does not come back without as many new orders', async () => {
  const agentId = await insertAgent(site.engine, 'GROWING');
  await sellMany(3, ...byAgent(agentId));
  await raiseRisks(site.engine);
  await sellMany(1, ...byAgent(agentId));
  await raiseRisks(site.engine);
  const [event] = await about(agentId);
  assert.equal(event!.orders, 4);

  const decided = await decide(event!.id);
  assert.deepEqual([decided.status, decided.decided_by, decided.message], ['dismissed', 'Lin Yue', 'Asked them.']);
  await assert.rejects(decide(event!.id), (error) => error instanceof ApiError && error.code === 'wrong_state');
  await sellMany(2, ...byAgent(agentId));
  await raiseRisks(site.engine);
  assert.deepEqual(await about(agentId), []);
  await sellMany(1, ...byAgent(agentId));
  await raiseRisks(site.engine);
  assert.equal((await about(agentId))[0]?.orders, 3);
  const { rows } = await site.engine.db.pool.query('SELECT action FROM audit_entry WHERE object_id = $1', [event!.id]);
  assert.deepEqual(rows, [{ action: 'risk_event.dismissed' }]);
});

test('five sales lost in disputes raise a supplier and an agent, unless they are few among many', async () => {
  const agentId = await insertAgent(site.engine, 'DISPUTED');
  const sold = await sellMany(5, 'agent_id = $2', [agentId]);
  await strangers();
  for (const orderId of sold) await site.supplier((await site.open(orderId)).id, { action: 'accept' });
  // To sell a hundred more for an agent would take long; what counts are the shares of what they sold.
  const shares = (from: number, to: number) =>
    site.engine.db.pool.query(
      `INSERT INTO share (order_id, owner_id, kind, currency, amount_minor, matures_at)
       SELECT 'ord_7' || lpad(n::text, 25, '0'), $1, 'commission', 'CNY', 1, now() FROM generate_series($2::int, $3::int) AS n`,
      [agentId, from, to],
    );
  await shares(1, 101);
  await raiseRisks(site.engine);
  assert.deepEqual(await about(agentId), []);
  assert.deepEqual(
    (await about(site.goods.supplierId)).map(({ rule, orders }) => ({ rule, orders })),
    [{ rule: 'disputed_goods', orders: 5 }],
  );
  await site.engine.db.pool.query('DELETE FROM share WHERE owner_id = $1', [agentId]);
  await shares(1, 100);
  await raiseRisks(site.engine);
  assert.equal((await about(agentId))[0]?.rule, 'disputed_sales');
});

test('a buyer who disputes again and again is raised by an order of theirs, and no contact stands in the event', async () => {
  const ids = await sellMany(3);
  await strangers();
  await site.engine.db.pool.query("UPDATE orders SET contact_fingerprint = '\\xabcd' WHERE id = ANY ($1)", [ids]);
  for (const id of ids) await site.open(id);
  await raiseRisks(site.engine);
  const [event, ...more] = await about(ids.at(-1)!);
  assert.deepEqual(more, []);
  assert.equal(event!.rule, 'repeated_claims');
  assert.doesNotMatch(JSON.stringify(event), /abcd/);
});

test('twenty paid orders from one network within an hour are one event; the same in a day are none', async () => {
  const rush = async (print: string, waitS: number) => {
    const ids: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      ids.push(...(await sellMany(1, 'address_fingerprint = $2', [Buffer.from(print)])));
      site.engine.wait(waitS);
    }
    await strangers();
    await raiseRisks(site.engine);
    return (await events()).filter(({ rule, subject_id }) => rule === 'one_network' && ids.includes(subject_id));
  };
  assert.deepEqual(await rush('spread', 600), []);
  assert.equal((await rush('rush', 60))[0]?.orders, 20);
});
