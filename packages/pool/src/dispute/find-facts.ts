import type { DisputeFact } from '@kameng/contract/dispute';
import type { ClientBase } from 'pg';
import type { Keys } from '../keys/keys.ts';
import { inspectCodes } from '../stock/inspect-codes.ts';
import type { DisputedCodeRow } from './dispute-rows.ts';

/** Facts that mean the buyer gets the money back, the strongest first. */
const forBuyer = ['not_as_uploaded', 'seen_before', 'redeemed_before_reveal'] as const satisfies DisputeFact[];

/** Looks for hard facts about codes in dispute and writes them down. @param redeemedAt when the issuer says the code was redeemed */
export async function findFacts(
  client: ClientBase,
  keys: Keys,
  codes: readonly DisputedCodeRow[],
  redeemedAt: Date | null,
): Promise<DisputedCodeRow[]> {
  const inspections = await inspectCodes(
    client,
    keys,
    codes.map(({ code_id }) => code_id),
  );
  const found = codes.map((code) => {
    const { intact, seenBefore } = inspections.get(code.code_id)!;
    const facts: DisputeFact[] = [];
    if (code.revealed_at === null) facts.push('never_revealed');
    if (!intact) facts.push('not_as_uploaded');
    if (seenBefore) facts.push('seen_before');
    if (redeemedAt && (code.revealed_at === null || redeemedAt < code.revealed_at))
      facts.push('redeemed_before_reveal');
    return { ...code, facts };
  });
  for (const { code_id, facts } of found)
    await client.query('UPDATE dispute_code SET facts = $2 WHERE code_id = $1', [code_id, facts]);
  return found;
}

/** The fact that decides a dispute for the buyer: each of its codes has one. Undefined when people have to look at it. */
export function decidingFact(codes: readonly DisputedCodeRow[]): DisputeFact | undefined {
  const all = codes.every(({ facts }) => forBuyer.some((fact) => facts.includes(fact)));
  return all ? forBuyer.find((fact) => codes.some(({ facts }) => facts.includes(fact))) : undefined;
}
