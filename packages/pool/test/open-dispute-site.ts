import assert from 'node:assert/strict';
import type { Dispute } from '@kameng/contract/dispute';
import { createId } from '@kameng/contract/id';
import { confirmCheckout } from '../src/checkout/confirm-checkout.ts';
import { createCheckout } from '../src/checkout/create-checkout.ts';
import { addDeskEvidence } from '../src/dispute/add-desk-evidence.ts';
import { answerDispute } from '../src/dispute/answer-dispute.ts';
import { answerSupplierDispute } from '../src/dispute/answer-supplier-dispute.ts';
import { appealSupplierDispute } from '../src/dispute/appeal-supplier-dispute.ts';
import { decideDispute } from '../src/dispute/decide-dispute.ts';
import { listDisputes } from '../src/dispute/list-disputes.ts';
import { openDispute } from '../src/dispute/open-dispute.ts';
import type { Context } from '../src/engine.ts';
import type { DeskInput, MemberContext } from '../src/http/serve-desk.ts';
import type { Input } from '../src/http/serve-route.ts';
import { isFaultless, proveLedger } from '../src/ledger/prove-ledger.ts';
import { revealOrder } from '../src/order/reveal-order.ts';
import { refundPayments } from '../src/payment/refund-payments.ts';
import { insertGoods, type Goods } from './insert-goods.ts';
import { openTestEngine, type TestEngine, type TestEngineOptions } from './open-test-engine.ts';
import { createPretendChannel, type PretendChannel } from './pretend-channel.ts';

/** A supplier, an arbiter or two, and buyers who are not happy. */
export interface DisputeSite {
  engine: TestEngine;
  gateway: PretendChannel;
  goods: Goods;
  /** Sells a code for ¥76 and, unless told otherwise, shows it. */
  sell(options?: { quantity?: number; reveal?: boolean }): Promise<string>;
  open(orderId: string, body?: Partial<Input<'openDispute'>['body']>): Promise<Dispute>;
  read(orderId: string): Promise<Dispute>;
  buyer(orderId: string, action: Input<'answerDispute'>['body']['action']): Promise<Dispute>;
  supplier(id: string, body: DeskInput<'answerSupplierDispute'>['body']): Promise<Dispute>;
  supplierSays(id: string, body: DeskInput<'addSupplierEvidence'>['body']): Promise<Dispute>;
  supplierAppeals(id: string): Promise<Dispute>;
  decide(id: string, body: Partial<DeskInput<'decideDispute'>['body']>, who?: string): Promise<Dispute>;
  as(orderId: string): Context;
  statusOf(orderId: string): Promise<string>;
  /** Sends refunds, then proves the ledger. */
  prove(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a pool in which one supplier sells one product. */
export async function openDisputeSite({
  codes = 60,
  shared,
}: { codes?: number; shared?: NonNullable<TestEngineOptions['shared']> } = {}): Promise<DisputeSite> {
  const gateway = createPretendChannel();
  const engine = await openTestEngine({ channels: [gateway.channel], ...(shared && { shared }) });
  const goods = await insertGoods(engine, { codes });
  const organisations = await insertOrganisations(engine, goods.supplierId);
  const desk = (kind: 'supplier' | 'operator', who: string = kind): MemberContext =>
    deskOf(engine, organisations[kind], kind, who, goods.supplierId);
  const as = (orderId: string) => engine.as({ kind: 'buyer', orderId });
  const read = async (orderId: string) => {
    const { data } = await listDisputes(as(orderId), { params: { id: orderId }, query: {}, body: undefined });
    return data[0]!;
  };
  const of = (id: string) => ({ params: { id }, query: undefined });
  return {
    engine,
    gateway,
    goods,
    as,
    read,
    sell: (options) => sell(engine, gateway, goods, options),
    async open(id, body = {}) {
      const input = {
        params: { id },
        query: {},
        body: { claim: 'invalid', text: 'It does not work.', ...body },
      } as const;
      return ((await openDispute(as(id), input)) as { body: Dispute }).body;
    },
    buyer: (id, action) =>
      answerDispute(as(id), { params: { id }, query: {}, body: { action, text: 'I am the buyer.' } }),
    supplier: (id, body) => answerSupplierDispute(desk('supplier'), { ...of(id), body }),
    async supplierSays(id, body) {
      return ((await addDeskEvidence(desk('supplier'), { ...of(id), body })) as { body: Dispute }).body;
    },
    supplierAppeals: (id) => appealSupplierDispute(desk('supplier'), { ...of(id), body: { text: 'Look again.' } }),
    decide: (id, body, who = 'first arbiter') =>
      decideDispute(desk('operator', who), {
        ...of(id),
        body: { kind: 'refund', rule: 'evidence_for_buyer', text: 'So it is.', ...body },
      }),
    async statusOf(orderId) {
      const { rows } = await engine.db.pool.query<{ status: string }>('SELECT status FROM orders WHERE id = $1', [
        orderId,
      ]);
      return rows[0]!.status;
    },
    async prove() {
      await refundPayments(engine);
      const proof = await proveLedger(engine.db.pool);
      assert.ok(isFaultless(proof), JSON.stringify(proof));
    },
    close: () => engine.close(),
  };
}

async function insertOrganisations(engine: TestEngine, supplierId: string) {
  const [supplier, operator] = [createId('organisation'), createId('organisation')];
  for (const [id, kind] of [
    [supplier, 'supplier'],
    [operator, 'operator'],
  ])
    await engine.db.pool.query('INSERT INTO organisation (id, kind, name, created_at) VALUES ($1, $2, $2, now())', [
      id,
      kind,
    ]);
  await engine.db.pool.query('UPDATE supplier SET organisation_id = $2 WHERE id = $1', [supplierId, supplier]);
  return { supplier, operator };
}

/** Somebody at the supplier's or the operator's desk. */
export function deskOf(
  engine: TestEngine,
  organisationId: string,
  kind: 'supplier' | 'operator',
  who: string,
  supplierId: string,
): MemberContext {
  const organisation = {
    id: organisationId,
    kind,
    name: kind,
    createdAt: new Date(),
    supplierId: kind === 'supplier' ? supplierId : undefined,
    agentId: undefined,
    siteIds: [],
  };
  const by = { kind: 'person', id: who, name: who } as const;
  return engine.as({ kind: 'member', organisation, role: 'owner', by }) as MemberContext;
}

async function sell(
  engine: TestEngine,
  gateway: PretendChannel,
  goods: Goods,
  { quantity = 1, reveal = true } = {},
): Promise<string> {
  const anybody = engine.as({ kind: 'anonymous' });
  const body = { product_id: goods.productId, quantity };
  const checkout = await createCheckout(anybody, { params: undefined, query: {}, body });
  const { order } = await confirmCheckout(anybody, {
    params: { id: checkout.id },
    query: undefined,
    body: {
      secret: checkout.secret,
      contact: { email: 'buyer@example.com' },
      channel: 'pretend',
      consent: { text_version: checkout.consent.text_version },
    },
  });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [order.id]);
  await engine.batchers.applySeen({ channel: 'pretend', seen: gateway.pay(rows[0]!.id), stored: false });
  if (reveal)
    await revealOrder(engine.as({ kind: 'buyer', orderId: order.id }), {
      params: { id: order.id },
      query: {},
      body: {},
    });
  return order.id;
}
