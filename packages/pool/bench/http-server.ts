import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { createBatcher } from '../src/batch/create-batcher.ts';
import type { Site } from '../src/engine.ts';
import { startPool } from '../src/start-pool.ts';
import type { Goods } from '../test/insert-goods.ts';
import { openFloor } from './order-floor.ts';

/**
 * What a server process of the benchmark is: a pool on this database; a server that does nothing for an order but insert its rows
 * there, many orders a commit; or an empty one that reads a body and answers.
 */
export type ServerOrders =
  | { kind: 'pool'; databaseUrl: string }
  | { kind: 'rows'; databaseUrl: string; goods: Goods; shop: Site }
  | { kind: 'empty' };

process.once('message', (orders: ServerOrders) => void serve(orders));

async function serve(orders: ServerOrders): Promise<void> {
  const url = await open(orders);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send!({ cpu_us: user + system, rss_mb: Math.round(process.memoryUsage.rss() / 1e6) });
  });
  process.on('disconnect', () => process.exit(0));
  process.send!({ url });
}

function open(orders: ServerOrders): Promise<string> {
  if (orders.kind === 'pool') return servePool(orders.databaseUrl);
  return orders.kind === 'rows' ? serveRows(orders) : listen((request, answer) => request.resume().once('end', answer));
}

/** The fastest that keeps what a full order leaves behind: nothing is checked, claimed, locked or shown. */
async function serveRows({ databaseUrl, goods, shop }: ServerOrders & { kind: 'rows' }): Promise<string> {
  const floor = await openFloor(databaseUrl, goods, shop);
  const batcher = createBatcher<string, undefined>({
    name: 'rows',
    batchMax: 256,
    concurrency: 2,
    queueMax: 10_000,
    async run(references) {
      await floor.insert(references);
      return references.map(() => undefined);
    },
  });
  return listen(async (request, answer) => {
    const { client_reference } = (await json(request)) as { client_reference: string };
    await batcher.add(client_reference);
    answer();
  });
}

async function servePool(databaseUrl: string): Promise<string> {
  const { url } = await startPool({
    databaseUrl,
    port: 0,
    demo: false,
    env: {
      HOST: '127.0.0.1',
      KAMENG_LOG_LEVEL: 'error',
      KAMENG_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      // All buyers come from this one address.
      KAMENG_READS_PER_MINUTE: '10000000',
      KAMENG_WRITES_PER_MINUTE: '10000000',
      KAMENG_ATTEMPTS_PER_MINUTE: '10000000',
      KAMENG_HOLDS_PER_ADDRESS: '1000000',
      KAMENG_HOLDS_PER_SITE: '1000000',
    },
  });
  return url;
}

function listen(serve: (request: IncomingMessage, answer: () => void) => unknown): Promise<string> {
  const server = createServer(
    (request, response) =>
      void serve(request, () => response.writeHead(201, { 'content-type': 'application/json' }).end('{}')),
  );
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`)),
  );
}
