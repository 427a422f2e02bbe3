import type { RuleRates } from '@kameng/contract/desk/rule';
import type { ClientBase, Pool } from 'pg';
import { ApiError } from '../api-error.ts';

export type Rates = Readonly<Record<string, number>>;

/** The rates of one kind that apply now. */
export async function currentRates(client: Pool | ClientBase, kind: RuleRates['kind']): Promise<Rates> {
  const { rows } = await client.query<{ name: string; bps: number }>(
    kind === 'fees'
      ? 'SELECT category AS name, fee_bps AS bps FROM category_fee ORDER BY category'
      : 'SELECT level::text AS name, commission_bps AS bps FROM agent_level ORDER BY level',
  );
  return Object.fromEntries(rows.map(({ name, bps }) => [name, bps]));
}

/** The fee of a category: its own, or the one of all others. */
export function feeOf(rates: Rates, category: string): number {
  return rates[category] ?? rates['*'] ?? 0;
}

/** Levels are given and taken elsewhere: a rule says what each of them earns, no more and no fewer. Throws `invalid_request`. */
export async function checkLevels(client: Pool | ClientBase, { kind, rates }: RuleRates): Promise<void> {
  if (kind === 'fees') return;
  const known = Object.keys(await currentRates(client, kind)).toSorted();
  if (known.join() !== Object.keys(rates).toSorted().join())
    throw new ApiError('invalid_request', {
      detail: `There are the levels ${known.join(', ')}; each needs a rate.`,
      errors: [{ pointer: '/terms/rates', code: 'invalid_value' }],
    });
}
