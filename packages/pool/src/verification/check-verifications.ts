import { createId } from '@kameng/contract/id';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { Actor, Engine } from '../engine.ts';
import { openProvider } from './open-provider.ts';
import { openClaim } from './verification-row.ts';

const batchMax = 10;
/** Longer than a service takes to answer, so that nobody else asks it the same meanwhile. */
const leaseMs = 120_000;
/** Attempts after which somebody has to look without the service. */
const attemptsMax = 8;

interface Due {
  id: string;
  organisation_id: string;
  subject: 'person' | 'company';
  country: string;
  claim_secret: Buffer;
  attempts: number;
}

/** Job: asks the verification service about new claims and hands them to the operator's queue. Answers how many. */
export async function checkVerifications(engine: Engine): Promise<number> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<Due>(
    `UPDATE verification SET attempts = attempts + 1, next_check_at = $2 WHERE id IN (
       SELECT id FROM verification WHERE next_check_at <= $1 AND status = 'submitted' ORDER BY next_check_at LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING id, organisation_id, subject, country, claim_secret, attempts`,
    [now, new Date(now.getTime() + leaseMs), batchMax],
  );
  for (const due of rows) await checkOne(engine, due);
  return rows.length;
}

async function checkOne(engine: Engine, due: Due): Promise<void> {
  const { id, subject, country } = due;
  const claim = { subject, country, ...openClaim(engine.keys, id, due.claim_secret) };
  const found = await openProvider(engine)
    .check(claim, id)
    .catch((error: unknown) => {
      engine.log.error({ err: error, verification: id, attempts: due.attempts }, 'verification service failed');
      return due.attempts < attemptsMax ? undefined : ({ result: 'unclear', reference: id } as const);
    });
  // Asked again when the lease ends.
  if (!found) return;
  const actor: Actor = { kind: 'job', name: 'check verifications' };
  await transact(engine.db.pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE verification SET status = 'in_review', result = $2, reference = $3, next_check_at = NULL WHERE id = $1 AND status = 'submitted'`,
      [id, found.result, found.reference],
    );
    if (rowCount === 0) return;
    const ctx = { actor, now: engine.now, requestId: createId('event').replace('evt_', 'req_') };
    const { result, reference } = found;
    await recordAudit(client, ctx, {
      action: 'verification.checked',
      object_id: id,
      after: { result, reference },
      organisationId: due.organisation_id,
    });
  });
}
