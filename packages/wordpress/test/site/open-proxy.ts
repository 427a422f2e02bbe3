import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between shop and pool does with the pool's answer to a purchase, after the pool has done it. */
export type Mischief = (answer: ServerResponse, pass: () => void) => void;

export interface Proxy {
  url: string;
  /** For the next purchases, until it is called again; nothing passes every answer on. */
  set: (mischief?: Mischief) => void;
  close: () => Promise<void>;
}

/** A proxy before a pool that passes everything on, and with the answers to purchases does what it is told. */
export async function openProxy(pool: string): Promise<Proxy> {
  let mischief: Mischief | undefined;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { authorization = '' } = request.headers;
    const answer = await fetch(`${pool}${request.url}`, {
      method: request.method!,
      headers: { authorization, 'content-type': 'application/json', connection: 'close' },
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    const text = await answer.text();
    const pass = () =>
      response.writeHead(answer.status, { 'content-type': 'application/json', connection: 'close' }).end(text);
    if (request.method === 'POST' && request.url === '/v1/orders' && mischief) mischief(response, pass);
    else pass();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => void (mischief = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
