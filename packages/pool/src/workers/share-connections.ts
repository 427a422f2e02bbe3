/** Superusers' own, as PostgreSQL keeps them back, and room for a backup, a person with psql and a migration. */
const keptFree = 10;
/** With fewer, requests would wait for jobs: one listens for changes, three work. */
const workerMin = 4;

export interface ConnectionShare {
  workers: number;
  /** Most connections in a worker's pool; one more listens for changes. */
  poolMax: number;
}

/**
 * Divides a server's connections among workers, with room for one worker more, since a restart starts each successor before its
 * predecessor ends. Too many workers for the server become fewer.
 */
export function shareConnections(wanted: ConnectionShare, serverMax: number): ConnectionShare {
  const usable = Math.max(0, serverMax - keptFree);
  const workers = Math.max(1, Math.min(wanted.workers, Math.floor(usable / workerMin) - 1));
  const share = Math.floor(usable / (workers + 1));
  return { workers, poolMax: Math.max(workerMin - 1, Math.min(wanted.poolMax, share - 1)) };
}
