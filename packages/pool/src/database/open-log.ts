import { constants, fchownSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterPlace } from './place-cluster.ts';

const LOG_BYTES_MAX = 10 * 1024 * 1024;
const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;

/** Opens a log file of a cluster for a child to write to. A full one is kept once, as `name.1`. The caller closes it. */
export function openLog(place: ClusterPlace, name: string): number {
  const path = join(place.home, name);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && found.size > LOG_BYTES_MAX) renameSync(path, `${path}.1`);
  // The directory belongs to the service user and we may be root: a link laid there must not lead us to another file.
  const log = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  if (place.runAs) fchownSync(log, place.runAs.uid, place.runAs.gid);
  return log;
}
