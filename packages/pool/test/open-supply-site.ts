import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import assert from 'node:assert/strict';
import { verifyWebhook } from '@kameng/client/server';
import { createId } from '@kameng/contract/id';
import type { CodeFields } from '@kameng/contract/order';
import { supplyRequest, type SupplyAnswer, type SupplyRequest } from '@kameng/contract/supply';
import { createOrder } from '../src/order/create-order.ts';
import { deliverWaiting } from '../src/order/deliver-waiting.ts';
import { getOrder } from '../src/order/get-order.ts';
import { revealOrder } from '../src/order/reveal-order.ts';
import { isFaultless, proveLedger } from '../src/ledger/prove-ledger.ts';
import { webhookSecret } from '../src/webhook/sign-webhook.ts';
import { insertGoods, insertShop, type Goods } from './insert-goods.ts';
import { openTestEngine, type TestEngine, type TestEngineOptions } from './open-test-engine.ts';

export type SupplyReply = { status: number; body?: unknown; raw?: string } | 'hang up';
/** What a server answers to a request, which is its so manieth. */
export type SupplyRule = (request: SupplyRequest, times: number) => SupplyReply | Promise<SupplyReply>;

/** Goods without codes whose supplier is asked. */
export interface Supplied extends Goods {
  endpointId: string;
  secret: () => string;
}
export interface SuppliedAt extends Supplied {
  url: string;
  /** What the server was asked, in order. */
  asked: SupplyRequest[];
}

/** A pool with a shop that buys, and suppliers whose servers answer as they are told. */
export interface SupplySite {
  engine: TestEngine;
  shopId: string;
  /** Goods whose supplier has no server that works. */
  insert(): Promise<Supplied>;
  /** Goods with a server. */
  supply(rule: SupplyRule): Promise<SuppliedAt>;
  /** Buys from the shop's balance, and puts the question. */
  buy(goods: Goods, quantity?: number): Promise<string>;
  read(orderId: string): Promise<{ status: string; item: string; codes: number }>;
  codesOf(orderId: string): Promise<(string | undefined)[]>;
  requestOf(orderId: string): Promise<RequestSeen>;
  /** Codes of an offer that are for sale. */
  shelfOf(goods: Goods): Promise<number>;
  supplyOf(goods: Goods): Promise<{ status: string; failures: number }>;
  /** Closes the servers and proves the books. */
  endTest(): Promise<void>;
  close(): Promise<void>;
}

export interface RequestSeen {
  id: string;
  status: string;
  taken: number;
  shelved: number;
  refused: number;
  attempts: number;
}

export const give = (id: string, codes: CodeFields[], outcome: SupplyAnswer['outcome'] = 'codes'): SupplyAnswer => ({
  id,
  outcome,
  codes,
});

/** Opens the pool, or another process's view of one. */
export async function openSupplySite(options: TestEngineOptions = {}): Promise<SupplySite> {
  const engine = await openTestEngine(options);
  const { pool } = engine.db;
  const site = await insertShop(engine);
  const shop = engine.as({ kind: 'shop', site });
  const servers: Server[] = [];
  const insert = () => insertSupplied(engine);
  const one = async <Row extends object>(text: string, value: string) =>
    (await pool.query<Row>(text, [value])).rows[0]!;
  return {
    engine,
    shopId: site.id,
    insert,
    async supply(rule) {
      const goods = await insert();
      const server = await startServer(engine, rule, goods.secret);
      servers.push(server.server);
      await pool.query('UPDATE supply_endpoint SET url = $2 WHERE id = $1', [goods.endpointId, server.url]);
      return { ...goods, ...server };
    },
    async buy({ productId }, quantity = 2) {
      const max_amount = { amount_minor: 10_000_000, currency: 'CNY' };
      const body = { product_id: productId, quantity, client_reference: createId('order'), max_amount };
      const bought = await createOrder(shop, { params: undefined, query: undefined, body });
      // Puts the question, which is asked by a job of its own.
      await deliverWaiting(engine);
      return (bought as { body: { id: string } }).body.id;
    },
    async read(id) {
      const order = await getOrder(shop, { params: { id }, query: {}, body: undefined });
      return { status: order.status, item: order.items[0]!.status, codes: order.items[0]!.codes.length };
    },
    async codesOf(id) {
      const { codes } = await revealOrder(shop, { params: { id }, query: {}, body: {} });
      return codes.map(({ fields }) => fields.code);
    },
    requestOf: (orderId) => one<RequestSeen>('SELECT * FROM supply_request WHERE order_id = $1', orderId),
    async shelfOf({ offerId }) {
      return (await pool.query('SELECT FROM shelf WHERE offer_id = $1', [offerId])).rowCount ?? 0;
    },
    supplyOf: ({ offerId }) => one('SELECT status, failures FROM supplied_offer WHERE offer_id = $1', offerId),
    async endTest() {
      for (const server of servers.splice(0)) server.close().closeAllConnections();
      assert.ok(isFaultless(await proveLedger(pool)), 'the books are right whatever happened');
    },
    close: () => engine.close(),
  };
}

/** A supplier's server that remembers what it was asked. */
async function startServer(engine: TestEngine, rule: SupplyRule, secret: () => string) {
  const asked: SupplyRequest[] = [];
  const server = createServer(async (request, response) => {
    const text = await new Response(request as unknown as ReadableStream).text();
    const parsed = supplyRequest.parse(
      await verifyWebhook(secret(), request.headers, text, { now: () => engine.now().getTime() }),
    );
    asked.push(parsed);
    const reply = await rule(parsed, asked.length);
    if (reply === 'hang up') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(reply.raw ?? JSON.stringify(reply.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/supply` };
}

async function insertSupplied(engine: TestEngine): Promise<Supplied> {
  const goods = await insertGoods(engine, { codes: 0 });
  const endpointId = createId('supplyEndpoint');
  const { pool } = engine.db;
  await pool.query(
    "INSERT INTO supply_endpoint (id, supplier_id, url, passed_at, created_at) VALUES ($1, $2, 'http://127.0.0.1:9/', now(), now())",
    [endpointId, goods.supplierId],
  );
  await pool.query("INSERT INTO supplied_offer (offer_id, endpoint_id, status) VALUES ($1, $2, 'live')", [
    goods.offerId,
    endpointId,
  ]);
  return { ...goods, endpointId, secret: () => webhookSecret(engine.keys, endpointId, 1) };
}
