import { createSandboxChannel } from '../../src/payment/sandbox-channel.ts';
import { startPool } from '../../src/start-pool.ts';

/** What a pool process of the crash test is told: first all of it, later only how far its clock is ahead. */
export interface ProcessOrders {
  env: Record<string, string>;
  gatewayUrl: string;
  gatewayKey: string;
  aheadMs: number;
}

let aheadMs = 0;
const now = () => new Date(Date.now() + aheadMs);

process.once('message', (orders: ProcessOrders) => void start(orders));
process.on('message', (orders: Pick<ProcessOrders, 'aheadMs'>) => void (aheadMs = orders.aheadMs));
// Whoever made us is gone, and with it the gateway.
process.once('disconnect', () => process.exit(1));

async function start({ env, gatewayUrl, gatewayKey }: ProcessOrders): Promise<void> {
  const channel = createSandboxChannel({ gatewayUrl, key: Buffer.from(gatewayKey, 'hex'), now });
  const pool = await startPool({ env, now, demo: false, channels: [channel] });
  process.send!({ url: pool.url });
}
