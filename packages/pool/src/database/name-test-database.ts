import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Of this machine only, since a shared server may serve the tests of several. */
const PREFIX = `kameng_test_${createHash('sha256').update(hostname()).digest('hex').slice(0, 6)}_`;

/** A new name for a test database that tells whose it is. */
export function nameTestDatabase(): string {
  return `${PREFIX}${process.pid}_${randomBytes(4).toString('hex')}`;
}

/** The process of this machine that made a test database, or null when it is another machine's or none. */
export function makerOf(name: string): number | null {
  return name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : null;
}
