import { createServer } from 'node:http';
import { startPool } from '../src/start-pool.ts';

/** What a server process of the benchmark is: a pool on this database, or an empty server that reads a body and answers. */
export type ServerOrders = { kind: 'pool'; databaseUrl: string } | { kind: 'empty' };

process.once('message', (orders: ServerOrders) => void serve(orders));

async function serve(orders: ServerOrders): Promise<void> {
  const url = orders.kind === 'pool' ? await servePool(orders.databaseUrl) : await serveEmpty();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send!({ cpu_us: user + system, rss_mb: Math.round(process.memoryUsage.rss() / 1e6) });
  });
  process.on('disconnect', () => process.exit(0));
  process.send!({ url });
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

function serveEmpty(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(201, { 'content-type': 'application/json' }).end('{}'));
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`)),
  );
}
