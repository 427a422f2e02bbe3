import type { ClientBase } from 'pg';
import type { Engine } from '../engine.ts';
import type { DisputeStep } from './advance-dispute.ts';
import type { LockedDispute } from './change-dispute.ts';
import { decidingFact, findFacts } from './find-facts.ts';

/** Looks at the hard facts; answers the step that decides for the buyer when they do, else nothing. */
export async function proveDispute(
  client: ClientBase,
  { keys }: Pick<Engine, 'keys'>,
  { dispute, codes }: LockedDispute,
  redeemedAt: Date | null = dispute.redeemed_at,
): Promise<DisputeStep[]> {
  const fact = decidingFact(await findFacts(client, keys, await codes(), redeemedAt));
  if (!fact) return [];
  const outcome = { kind: 'refund', amount_minor: dispute.amount_minor } as const;
  return [{ party: 'rules', actor: 'facts', move: 'prove', rule: fact, outcome }];
}
