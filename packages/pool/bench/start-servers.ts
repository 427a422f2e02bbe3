import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { memoryFlags } from '../src/workers/memory-flags.ts';
import type { ServerOrders } from './http-server.ts';

/** A server process of a benchmark; it ends when `child` is disconnected. */
export interface Server {
  child: ChildProcess;
  url: string;
}

export interface Usage {
  /** CPU that the process has used so far, in microseconds. */
  cpu_us: number;
  rss_mb: number;
}

/** Starts so many server processes, each on a port of its own. */
export function startServers(count: number, orders: ServerOrders): Promise<Server[]> {
  return Promise.all(Array.from({ length: count }, () => start(orders)));
}

async function start(orders: ServerOrders): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'http-server.ts'), { execArgv: [...memoryFlags] });
  child.send(orders);
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`a server of the benchmark ended with ${code}`);
  });
  const [{ url }] = (await Promise.race([once(child, 'message'), died])) as [{ url: string }];
  return { child, url };
}

/** What a server process uses just now. */
export async function usageOf({ child }: Server): Promise<Usage> {
  child.send('usage');
  const [answer] = (await once(child, 'message')) as [Usage];
  return answer;
}
