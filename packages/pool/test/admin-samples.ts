import { randomBytes } from 'node:crypto';
import type { DeskRouteName } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import { transact } from '../src/database/transact.ts';
import { insertRecordRequest } from '../src/record/open-record-request.ts';
import type { Make, Sample } from './desk-samples.ts';
import { insertGoods } from './insert-goods.ts';
import type { TestPool } from './open-test-pool.ts';

/** An order that the demo's shop bought, delivered at once. */
const order: Make = async ({ url, engine, shopKey }: TestPool) => {
  const { offerId } = await insertGoods(engine, { codes: 1 });
  const response = await fetch(new URL('/v1/orders', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      offer_id: offerId,
      client_reference: createId('order'),
      max_amount: { amount_minor: 10_000, currency: 'CNY' },
    }),
  });
  return ((await response.json()) as { id: string }).id;
};

/** A supplier that is frozen. */
const freeze: Make = async ({ engine }) => {
  const [id, supplierId] = [createId('freeze'), createId('supplier')];
  const { pool } = engine.db;
  await pool.query("INSERT INTO supplier (id, name, status, created_at) VALUES ($1, 'Sample', 'frozen', $2)", [
    supplierId,
    engine.now(),
  ]);
  await pool.query(
    "INSERT INTO freezing (id, kind, object_id, reason, frozen_by, created_at) VALUES ($1, 'supplier', $2, 'Sample', 'Somebody', $3)",
    [id, supplierId, engine.now()],
  );
  return id;
};

/** Proposed by somebody who is not asked. */
const adjustment: Make = async ({ engine }) => {
  const id = createId('adjustment');
  await engine.db.pool.query(
    `INSERT INTO adjustment (id, from_party, to_party, currency, amount_minor, reason, proposed_by, proposed_name, created_at)
     VALUES ($1, 'platform', $2, 'CNY', 100, 'Sample', 'per_somebody', 'Somebody', $3)`,
    [id, createId('site'), engine.now()],
  );
  return id;
};

const coupon: Make = async ({ engine }) => {
  const id = createId('coupon');
  await engine.db.pool.query(
    `INSERT INTO coupon (id, code, percent_bps, starts_at, ends_at, uses_max, uses_per_buyer, created_at)
     VALUES ($1::text, upper($1::text), 100, $2::timestamptz, $2::timestamptz + interval '1 day', 10, 1, $2::timestamptz)`,
    [id, engine.now()],
  );
  return id;
};

const rule: Make = async ({ engine }) => {
  const id = createId('rule');
  await engine.db.pool.query(
    `INSERT INTO rule (id, kind, rates, reason, published_by, live_from, created_at)
     VALUES ($1, 'fees', '{"*":800}', 'Sample', 'Somebody', $2::timestamptz + interval '1 day', $2::timestamptz)`,
    [id, engine.now()],
  );
  return id;
};

/** An agent who bought from themselves. */
const riskEvent: Make = async ({ engine }) => {
  const id = createId('riskEvent');
  await engine.db.pool.query(
    "INSERT INTO risk_event (id, rule, subject_id, orders, created_at, last_at) VALUES ($1, 'own_sales', $2, 3, $3, $3)",
    [id, createId('agent'), engine.now()],
  );
  return id;
};

/** Waits to be answered, about somebody who bought nothing. */
const recordRequest =
  (kind: 'export' | 'erasure'): Make =>
  async ({ engine }) => {
    const made = await transact(engine.db.pool, (client) =>
      insertRecordRequest(client, engine.now(), {
        kind,
        fingerprint: randomBytes(32),
        hint: 'a•••@b•••.example',
        by: { id: 'buyer', name: 'Buyer' },
        reason: null,
      }),
    );
    return made!.id;
  };

/** Samples of what the operator does by hand. */
export const adminSamples = {
  liftFreeze: { id: freeze, body: { reason: 'All is well.' } },
  getAdminOrder: { id: order },
  refundOrder: { id: order, body: { reason: 'Asked for.' } },
  withdrawRule: { id: rule, body: { reason: 'Not now.' } },
  endCoupon: { id: coupon, body: { reason: 'Over.' } },
  openRecordRequest: { body: { kind: 'export', contact: 'sample@buyer.example', reason: 'Asked by mail.' } },
  exportRecords: { id: recordRequest('export') },
  eraseRecords: { id: recordRequest('erasure') },
  refuseRecordRequest: { id: recordRequest('erasure'), body: { reason: 'Could not show who they are.' } },
  decideRiskEvent: { id: riskEvent, body: { decision: 'dismiss', message: 'A family.' } },
  decideAdjustment: { id: adjustment, body: { decision: 'refuse' } },
} as const satisfies Partial<Record<DeskRouteName, Sample>>;
