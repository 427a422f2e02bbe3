import { AggregatorRegistry, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
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
// What the database says is the same in each process.
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
