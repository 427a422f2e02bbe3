import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { disputeStatuses, type DisputeStatus } from '@kameng/contract/dispute';
import fc from 'fast-check';
import { openDisputeSite, type DisputeSite } from '../../test/open-dispute-site.ts';
import { ApiError } from '../api-error.ts';
import { matureShares } from '../ledger/mature-shares.ts';
import { disputeTransitions, disputeTurns, mayNow, nextStatus, type DisputeMove } from './dispute-state.ts';
import { endTurns } from './end-turns.ts';

const table: Record<DisputeStatus, Partial<Record<DisputeMove, DisputeStatus>>> = disputeTransitions;

let site: DisputeSite;
before(async () => {
  site = await openDisputeSite({ codes: 200 });
});
after(() => site.close());

test('every state is reached, and closed is the only end', () => {
  const reached = new Set<DisputeStatus>(['opened']);
  for (const from of reached) for (const to of Object.values(table[from])) reached.add(to);
  assert.deepEqual([...reached].toSorted(), [...disputeStatuses].toSorted());
  for (const status of disputeStatuses) assert.equal(Object.keys(table[status]).length === 0, status === 'closed');
});

test('if everybody is silent from any state on, every dispute ends, and each turn has an hour by which', () => {
  for (const start of disputeStatuses.filter((status) => status !== 'opened')) {
    let status: DisputeStatus = start;
    let turns = 0;
    for (; status !== 'closed'; turns += 1) {
      assert.ok((disputeTurns[status].hours ?? 0) > 0, status);
      status = nextStatus(status, 'lapse')!;
      assert.ok(turns < disputeStatuses.length, `${start} never ends`);
    }
  }
});

test('whatever moves are tried in whatever order, there is one appeal, and nothing leads out of closed', () => {
  const moves = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))] as DisputeMove[];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 60 }), (tried) => {
      let status: DisputeStatus = 'opened';
      let appeals = 0;
      for (const move of tried) {
        const next = nextStatus(status, move);
        if (status === 'closed') assert.equal(next, undefined);
        if (next && move === 'appeal') appeals += 1;
        status = next ?? status;
      }
      assert.ok(appeals <= 1);
    }),
  );
});

test('nobody may do what the table does not have', () => {
  const moveOf = { offer_replacement: 'offer', offer_part: 'offer' } as const;
  for (const status of disputeStatuses)
    for (const party of ['buyer', 'supplier', 'arbiter'] as const)
      for (const action of mayNow(party, { status, appealed: false, outcome_kind: 'part' }))
        if (action !== 'add_evidence')
          assert.ok(
            nextStatus(status, (moveOf as Record<string, DisputeMove>)[action] ?? (action as DisputeMove)),
            `${party} ${action} in ${status}`,
          );
});

const happening = fc.oneof(
  fc.record({ kind: fc.constant('sell' as const), reveal: fc.boolean() }),
  fc.record({ kind: fc.constant('open' as const), which: fc.nat() }),
  fc.record({
    kind: fc.constant('supplier' as const),
    which: fc.nat(),
    action: fc.constantFrom('accept', 'offer_replacement', 'offer_part', 'contest'),
  }),
  fc.record({
    kind: fc.constant('buyer' as const),
    which: fc.nat(),
    action: fc.constantFrom('take', 'refuse', 'withdraw', 'appeal'),
  }),
  fc.record({ kind: fc.constant('appeal' as const), which: fc.nat() }),
  fc.record({
    kind: fc.constant('decide' as const),
    which: fc.nat(),
    as: fc.constantFrom('refund', 'part', 'replacement', 'none'),
    who: fc.constantFrom('first', 'second'),
  }),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(1, 49, 73, 169) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

async function happen(it: Happening, orders: string[]): Promise<void> {
  if (it.kind === 'sell') return void orders.push(await site.sell({ reveal: it.reveal }));
  if (it.kind === 'wait') return site.engine.wait(it.hours * 3600);
  const orderId = orders[it.which % orders.length];
  if (orderId === undefined) return;
  if (it.kind === 'open') return void (await site.open(orderId));
  const dispute = await site.read(orderId);
  if (!dispute) return;
  if (it.kind === 'supplier')
    await site.supplier(dispute.id, {
      action: it.action,
      text: 'So.',
      ...(it.action === 'offer_part' && { amount_minor: 1234 }),
    });
  if (it.kind === 'buyer') await site.buyer(orderId, it.action);
  if (it.kind === 'appeal') await site.supplierAppeals(dispute.id);
  if (it.kind === 'decide')
    await site.decide(dispute.id, { kind: it.as, ...(it.as === 'part' && { amount_minor: 4321 }) }, it.who);
}

test('however buyers, suppliers, arbiters and deadlines follow each other, the ledger adds up after every step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 6, maxLength: 18 }), async (happenings) => {
      const orders: string[] = [await site.sell()];
      await site.open(orders[0]!);
      for (const it of happenings) {
        await happen(it, orders).catch((error: unknown) => assert(error instanceof ApiError, String(error)));
        await endTurns(site.engine);
        await matureShares(site.engine);
        await site.prove();
      }
      const { rows } = await site.engine.db.pool.query<{ wrong: number }>(
        `SELECT count(*) AS wrong FROM orders WHERE (status = 'disputed') <> EXISTS (SELECT FROM dispute WHERE dispute.order_id = orders.id AND dispute.status <> 'closed')`,
      );
      assert.equal(rows[0]!.wrong, 0, 'an order is in dispute exactly while a dispute about it is open');
    }),
    { numRuns: 10, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
  );
});
