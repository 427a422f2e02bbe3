import type { Server } from 'node:http';
import { createApp } from './app.ts';
import type { Undo } from './close-in-turn.ts';
import type { Engine } from './engine.ts';
import { asPortTaken } from './find-free-port.ts';
import { type Drain, drainRequests } from './http/drain-requests.ts';
import { listenHttp } from './http/listen-http.ts';
import { startJobs } from './jobs.ts';

/** Longest wait for requests under way when the process ends. */
const finishMs = 10_000;
/** Most clients keep an idle connection for less. */
const quietMs = 5000;

/** Answers requests and does jobs, until the returned drain has finished and `undo` is done. Throws PortTaken. */
export async function servePool(engine: Engine, undo: Undo): Promise<Drain> {
  const app = await createApp(engine);
  let servers: readonly Server[] = [];
  const drain = drainRequests(app, () => servers, { noticeMs: engine.config.drainS * 1000, finishMs, quietMs });
  // Undone from the right: requests finish while the jobs still run, since a payment may be waiting for one.
  undo.push(
    startJobs(engine),
    async () => {
      for (const server of servers) server.closeAllConnections();
      for (const server of servers.slice(1)) server.close();
      await app.close();
    },
    () => drain.finish({ successor: false }),
  );
  servers = await listenHttp(app, engine.config).catch((error: unknown) => {
    throw asPortTaken(error, engine.config.port);
  });
  engine.log.info({ url: engine.config.url }, 'ready');
  return drain;
}
