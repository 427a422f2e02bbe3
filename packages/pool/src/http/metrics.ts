import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ItemEnd } from '../batch/open-batchers.ts';
import type { Engine } from '../engine.ts';

const registry = new Registry();
let measured: Engine | undefined;
let askAll: (() => Promise<string | undefined>) | undefined;
collectDefaultMetrics({ register: registry });

const batchSize = new Histogram({
  name: 'kameng_batch_size',
  help: 'Items done in one transaction',
  labelNames: ['batch'],
  buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  registers: [registry],
});
const batchWait = new Histogram({
  name: 'kameng_batch_wait_seconds',
  help: 'How long the first item of a batch waited',
  labelNames: ['batch'],
  buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
  registers: [registry],
});
void new Gauge({
  name: 'kameng_batch_waiting',
  help: 'Items that wait for a batch',
  labelNames: ['batch'],
  registers: [registry],
  collect() {
    for (const [batch, count] of Object.entries(measured?.batchers.waiting() ?? {})) this.set({ batch }, count);
  },
});
const orders = new Counter({
  name: 'kameng_orders_total',
  help: 'Orders that were asked for, by how they are paid (checkout or balance) and by what came of it: held, delivered, paid, replayed or the code of the refusal',
  labelNames: ['paid_by', 'outcome'],
  registers: [registry],
});
const payments = new Counter({
  name: 'kameng_payment_messages_total',
  help: 'What payment channels told, by callback or when asked: applied, no_effect, quarantined, failed, or callback_refused when it proved to be not from them',
  labelNames: ['channel', 'outcome'],
  registers: [registry],
});
// What the database says is the same in each process.
void new Gauge({
  name: 'kameng_holds',
  help: 'Unpaid orders that codes are held for',
  registers: [registry],
  aggregator: 'max',
  async collect() {
    const found = await measured?.db.pool.query<{ holds: number }>(
      "SELECT count(*) AS holds FROM orders WHERE status = 'held'",
    );
    this.set(found?.rows[0]?.holds ?? 0);
  },
});
void new Gauge({
  name: 'kameng_oldest_undelivered_seconds',
  help: 'Age of the oldest order that is paid and neither delivered nor refunded',
  registers: [registry],
  aggregator: 'max',
  async collect() {
    const found = await measured?.db.pool.query<{ oldest: Date | null }>(
      "SELECT min(paid_at) AS oldest FROM orders WHERE status = 'paid'",
    );
    const oldest = found?.rows[0]?.oldest;
    this.set(measured && oldest ? (measured.now().getTime() - oldest.getTime()) / 1000 : 0);
  },
});
void new Gauge({
  name: 'kameng_quarantined_callbacks',
  help: 'Callbacks that nobody but a person may decide',
  registers: [registry],
  aggregator: 'max',
  async collect() {
    const found = await measured?.db.pool.query<{ quarantined: number }>(
      "SELECT count(*) AS quarantined FROM payment_event WHERE outcome = 'quarantined'",
    );
    this.set(found?.rows[0]?.quarantined ?? 0);
  },
});

export function observeBatch(batch: string, size: number, waitedMs: number): void {
  batchSize.observe({ batch }, size);
  batchWait.observe({ batch }, waitedMs / 1000);
}

export function observeEnd(end: ItemEnd): void {
  if (end.verb === 'applySeen') payments.inc({ channel: end.channel, outcome: end.outcome });
  else orders.inc({ paid_by: end.verb === 'holdOrder' ? 'checkout' : 'balance', outcome: end.outcome });
}

export function observeRefusedCallback(channel: string): void {
  payments.inc({ channel, outcome: 'callback_refused' });
}

/** Measures this engine from now on. */
export function measureEngine(engine: Engine): void {
  measured = engine;
}

/** Names where the metrics of all processes on the port come from. */
export function metricsFrom(ask: () => Promise<string | undefined>): void {
  // Makes prom-client answer the first process for this registry.
  AggregatorRegistry.setRegistries([registry]);
  void new AggregatorRegistry();
  askAll = ask;
}

/** The metrics of all processes on the port, in Prometheus' text format; of this one alone if the others cannot be asked. */
export async function renderMetrics(): Promise<string> {
  return (await askAll?.()) ?? registry.metrics();
}
