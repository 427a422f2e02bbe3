import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';

/** A way to a database that breaks when the test says so. */
export interface Relay {
  /** The same database by way of the relay. */
  url: string;
  /** Calls back when the next transaction that writes orders has committed; none of the present connections says a word from then on. */
  cutAfterCommit(onCut: () => void): void;
  /** Breaks all connections and takes no new ones. */
  down(): void;
  /** Present connections say nothing any more, new ones neither. */
  freeze(): void;
  /** All is well again for new connections. */
  up(): Promise<void>;
  close(): void;
}

const commandComplete = Buffer.from('COMMIT\0');

export async function openRelay(databaseUrl: string): Promise<Relay> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: databaseUrl });
  let onCut: (() => void) | undefined;
  let frozen = false;
  /** Connections made before a cut stay mute. */
  let cuts = 0;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    const madeAfter = cuts;
    let writesOrders = false;
    let committing = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // Whichever side goes first takes the other one with it.
      socket.on('error', () => {});
      socket.on('close', () => [client, upstream].forEach((each) => each.destroy()));
    }
    client.on('data', (chunk) => {
      if (/insert orders|INSERT INTO orders/.test(chunk.toString('latin1'))) writesOrders = true;
      if (chunk.includes(commandComplete)) committing = writesOrders;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      const committed = committing && chunk.includes(commandComplete);
      if (committed) writesOrders = committing = false;
      if (committed && onCut) {
        cuts += 1;
        onCut();
        onCut = undefined;
      }
      if (madeAfter === cuts && !frozen) client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: ownPort } = server.address() as AddressInfo;
  const login = password ? `${user}:${encodeURIComponent(password)}` : user;
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: `postgres://${login}@127.0.0.1:${ownPort}/${database}`,
    cutAfterCommit: (callback) => void (onCut = callback),
    down() {
      server.close();
      breakAll();
    },
    freeze: () => void (frozen = true),
    async up() {
      frozen = false;
      breakAll();
      if (server.listening) return;
      server.listen(ownPort, '127.0.0.1');
      await once(server, 'listening');
    },
    close() {
      server.close();
      breakAll();
    },
  };
}
