import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';

/** A way to the database that breaks exactly between a commit and the news of it. */
export interface CommitCutter {
  /** The same database by way of the cutter. */
  url: string;
  /** Calls back when the next transaction that writes orders has committed; nothing is passed on from then on. */
  cutNext(onCut: () => void): void;
  close(): void;
}

const commandComplete = Buffer.from('COMMIT\0');

export async function openCommitCutter(databaseUrl: string): Promise<CommitCutter> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: databaseUrl });
  let onCut: (() => void) | undefined;
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
      if (madeAfter === cuts) client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const login = password ? `${user}:${encodeURIComponent(password)}` : user;
  return {
    url: `postgres://${login}@127.0.0.1:${(server.address() as AddressInfo).port}/${database}`,
    cutNext: (callback) => void (onCut = callback),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
