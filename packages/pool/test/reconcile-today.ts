/**
 * Compares the sandbox's bill of this day (UTC) with the books of a running pool, as its job does on the next morning; the bill has
 * one payment more, of which the books know nothing. `node packages/pool/test/reconcile-today.ts`, with the KAMENG_DATA_DIR of
 * the pool, whose database it joins.
 */
import { strict as assert } from 'node:assert';
import type { AddressInfo } from 'node:net';
import { createId } from '@kameng/contract/id';
import fastify from 'fastify';
import { pino } from 'pino';
import { closeInTurn, type Undo } from '../src/close-in-turn.ts';
import { openEngine } from '../src/open-engine.ts';
import { reconcileDay } from '../src/payment/reconcile.ts';
import { createSandboxChannel } from '../src/payment/sandbox-channel.ts';
import { prepareDatabase } from '../src/prepare-database.ts';
import { readConfig } from '../src/read-config.ts';
import { createSandboxPayment } from '../src/sandbox/create-sandbox-payment.ts';
import { paySandboxPayment } from '../src/sandbox/pay-sandbox-payment.ts';
import { registerSandboxGateway } from '../src/sandbox/register-sandbox-gateway.ts';

const log = pino({ level: 'silent' });
const undo: Undo = [];
const begin = new Date();
let now = begin;
const engine = await openEngine(
  await prepareDatabase(readConfig(process.env), log, undo),
  { log, now: () => now },
  undo,
);
const id = createId('payment');
await createSandboxPayment(engine, {
  payment_id: id,
  subject: 'Not ours',
  currency: 'CNY',
  amount_minor: 1234,
  notify_url: 'http://127.0.0.1:9/',
  return_url: 'http://127.0.0.1:9/',
  expires_at: new Date(begin.getTime() + 600_000).toISOString(),
});
await paySandboxPayment(engine, id, 'lost');

now = new Date(begin.getTime() + 86_400_000);
const app = fastify();
registerSandboxGateway(app, engine);
await app.listen({ port: 0, host: '127.0.0.1' });
const gatewayUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
const channel = createSandboxChannel({ gatewayUrl, key: engine.keys.sandboxGateway, now: () => now });
assert.ok(await reconcileDay(engine, channel, begin.toISOString().slice(0, 10)), 'another process is at it');
await app.close();
await closeInTurn(undo, log)();
console.log(id);
