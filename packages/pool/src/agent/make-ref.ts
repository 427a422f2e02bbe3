import { randomInt } from 'node:crypto';
import type { ClientBase } from 'pg';

/** Capitals and digits that nobody mistakes for one another when they are read from a poster. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const length = 7;
const triesMax = 20;

/** A referral ID that no agent and no link has; new ones are longer than those that were given out by hand. */
export async function makeRef(client: ClientBase): Promise<string> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const ref = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
    const { rowCount } = await client.query(
      'SELECT FROM agent WHERE ref = $1 UNION ALL SELECT FROM agent_link WHERE ref = $1',
      [ref],
    );
    if (rowCount === 0) return ref;
  }
  throw new Error(`no free referral ID in ${triesMax} tries`);
}
