import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Engine } from '../engine.ts';

const registry = new Registry();
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
const waiting = new Gauge({
  name: 'kameng_batch_waiting',
  help: 'Items that wait for a batch',
  labelNames: ['batch'],
  registers: [registry],
});
const undelivered = new Gauge({
  name: 'kameng_oldest_undelivered_seconds',
  help: 'Age of the oldest order that is paid and neither delivered nor refunded',
  registers: [registry],
});
const quarantined = new Gauge({
  name: 'kameng_quarantined_callbacks',
  help: 'Callbacks that nobody but a person may decide',
  registers: [registry],
});

export function observeBatch(batch: string, size: number, waitedMs: number): void {
  batchSize.observe({ batch }, size);
  batchWait.observe({ batch }, waitedMs / 1000);
}

/** The metrics of this process in Prometheus' text format. */
export async function renderMetrics(engine: Engine): Promise<string> {
  for (const [batch, count] of Object.entries(engine.batchers.waiting())) waiting.set({ batch }, count);
  const { rows } = await engine.db.pool.query<{ oldest: Date | null; quarantined: number }>(
    "SELECT (SELECT min(paid_at) FROM orders WHERE status = 'paid') AS oldest, (SELECT count(*) FROM payment_event WHERE outcome = 'quarantined') AS quarantined",
  );
  undelivered.set(rows[0]?.oldest ? (engine.now().getTime() - rows[0].oldest.getTime()) / 1000 : 0);
  quarantined.set(rows[0]?.quarantined ?? 0);
  return registry.metrics();
}
