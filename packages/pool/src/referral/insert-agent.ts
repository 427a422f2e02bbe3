import { randomInt } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';

/** No sign that is taken for another: no I, L, O, U, 0 or 1. */
const signs = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const signsInRef = 6;
/** Draws of a referral ID that is free; of 30^6 hardly any is taken. */
const drawsMax = 20;

/** Makes an organisation an agent of the lowest level, with a referral ID of its own. Answers its id. */
export async function insertAgent(
  client: ClientBase,
  at: Date,
  { organisationId, name }: { organisationId: string; name: string },
): Promise<string> {
  const id = createId('agent', at.getTime());
  // Until the operator publishes rates, the lowest level earns nothing.
  await client.query('INSERT INTO agent_level (level, commission_bps) VALUES (1, 0) ON CONFLICT DO NOTHING');
  for (let draw = 0; draw < drawsMax; draw += 1) {
    const { rowCount } = await client.query(
      'INSERT INTO agent (id, ref, name, level, organisation_id, created_at) VALUES ($1, $2, $3, 1, $4, $5) ON CONFLICT (ref) DO NOTHING',
      [id, drawRef(), name, organisationId, at],
    );
    if (rowCount === 1) return id;
  }
  throw new Error('no referral ID is free');
}

function drawRef(): string {
  return Array.from({ length: signsInRef }, () => signs[randomInt(signs.length)]).join('');
}
