import type { ClientBase } from 'pg';
import type { DisputeRow } from './dispute-rows.ts';

/** Writes down when the issuer says the code was redeemed; the earliest time that anybody learned counts. Answers it. */
export async function noteRedemption(
  client: ClientBase,
  dispute: DisputeRow,
  redeemedAt: string | undefined,
): Promise<Date | null> {
  if (redeemedAt === undefined) return dispute.redeemed_at;
  const { rows } = await client.query<{ redeemed_at: Date }>(
    'UPDATE dispute SET redeemed_at = LEAST(redeemed_at, $2) WHERE id = $1 RETURNING redeemed_at',
    [dispute.id, redeemedAt],
  );
  return rows[0]!.redeemed_at;
}
