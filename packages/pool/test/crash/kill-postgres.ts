import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf } from '../../src/database/inspect-process.ts';
import { placeCluster } from '../../src/database/place-cluster.ts';

/** Kills the whole server below a data directory with SIGKILL, the postmaster first: as a power cut that spares the disk. */
export function killPostgres(dataDir: string): boolean {
  const { cluster } = placeCluster(dataDir);
  const pid = readPid(join(cluster, 'postmaster.pid'));
  // The number of one that was killed before may be somebody else's by now.
  if (pid === undefined || !commandOf(pid).includes(cluster)) return false;
  const children = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid ? [child!] : []));
  for (const each of [pid, ...children]) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It ended by itself in between.
    }
  }
  return true;
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
