import type { DisputeStatus } from '@kameng/contract/dispute';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import type { DisputeStep } from './advance-dispute.ts';
import { offerOf } from './answer-dispute.ts';
import { changeDispute, type LockedDispute } from './change-dispute.ts';
import type { DisputeRow } from './dispute-rows.ts';
import { proveDispute } from './prove-dispute.ts';

const batchRows = 20;

const refund = ({ amount_minor }: DisputeRow) => ({ kind: 'refund', amount_minor }) as const;
const lapse = { party: 'rules', actor: 'deadline', move: 'lapse' } as const;

/** What silence means in each state. An arbiter's is the pool's own fault, so the buyer does not pay for it. */
const silence: Partial<Record<DisputeStatus, (dispute: DisputeRow) => DisputeStep>> = {
  supplier_turn: (dispute) => ({ ...lapse, rule: 'supplier_silent', outcome: refund(dispute) }),
  buyer_turn: (dispute) => ({ ...lapse, rule: 'buyer_silent', outcome: offerOf(dispute) }),
  evidence: () => lapse,
  arbiter: (dispute) => ({ ...lapse, rule: 'arbiter_silent', outcome: refund(dispute) }),
  decided: () => lapse,
  appealed: () => ({ ...lapse, rule: 'appeal_silent' }),
};

/** Job: ends turns whose time is up; silence loses the turn. After the time for evidence, hard facts decide or the arbiter does. */
export async function endTurns(engine: Engine): Promise<number> {
  const { rows } = await engine.db.pool.query<{ id: string }>(
    'SELECT id FROM dispute WHERE deadline <= $1 ORDER BY deadline LIMIT $2',
    [engine.now(), batchRows],
  );
  let ended = 0;
  for (const { id } of rows) {
    try {
      const before = engine.now();
      await changeDispute(engine, { id }, (client, locked) => endTurn(engine, client, locked, before));
      ended += 1;
    } catch (error) {
      // Somebody else was quicker, or the last codes are just being taken: the next round will tell.
      if (!(error instanceof ApiError)) engine.log.error({ err: error, dispute: id }, 'a turn could not be ended yet');
    }
  }
  return ended;
}

async function endTurn(engine: Engine, client: ClientBase, locked: LockedDispute, now: Date): Promise<DisputeStep[]> {
  const { dispute } = locked;
  if (!dispute.deadline || dispute.deadline > now) throw new ApiError('dispute_turn');
  const proven = dispute.status === 'evidence' ? await proveDispute(client, engine, locked) : [];
  return proven.length > 0 ? proven : [silence[dispute.status]!(dispute)];
}
