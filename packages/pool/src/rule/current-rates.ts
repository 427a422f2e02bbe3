import type { LevelKind, RuleKind, RuleRates } from '@kameng/contract/desk/rule';
import type { ClientBase, Pool } from 'pg';
import { ApiError } from '../api-error.ts';

export type Rates = Readonly<Record<string, number>>;

/** Where what levels are and earn lies. */
export const levelColumns = {
  commissions: 'commission_bps',
  children: 'child_bps',
  grandchildren: 'grandchild_bps',
  thresholds: 'sales_from_minor',
} as const satisfies Record<LevelKind, string>;

/** Where the amounts, fees and discounts in force lie. */
const tables = {
  fees: 'SELECT category AS name, fee_bps AS value FROM category_fee ORDER BY category',
  discounts: 'SELECT category AS name, discount_bps AS value FROM category_discount ORDER BY category',
  payout_minimum: 'SELECT currency AS name, minimum_minor AS value FROM payout_minimum ORDER BY currency',
  payout_daily:
    "SELECT currency AS name, daily_minor AS value FROM payout_limit WHERE kind = 'agent' ORDER BY currency",
} as const satisfies Record<Exclude<RuleKind, LevelKind>, string>;

/** Whether a kind has a value for each level. */
export function isOfLevels(kind: RuleKind): kind is LevelKind {
  return kind in levelColumns;
}

/** The rates of one kind that apply now. */
export async function currentRates(client: Pool | ClientBase, kind: RuleKind): Promise<Rates> {
  const { rows } = await client.query<{ name: string; value: number }>(
    isOfLevels(kind)
      ? `SELECT level::text AS name, ${levelColumns[kind]} AS value FROM agent_level ORDER BY level`
      : tables[kind],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** The rate of a category: its own, or the one of all others. */
export function rateOf(rates: Rates, category: string): number {
  return rates[category] ?? rates['*'] ?? 0;
}

/**
 * Levels are given and taken elsewhere: a rule says what each of them is or earns, no more and no fewer; everybody is on the lowest
 * from the first sale, and a higher one takes more. Throws `invalid_request`.
 */
export async function checkLevels(client: Pool | ClientBase, { kind, rates }: RuleRates): Promise<void> {
  if (!isOfLevels(kind)) return;
  const known = Object.keys(await currentRates(client, kind));
  if (known.toSorted().join() !== Object.keys(rates).toSorted().join())
    refuse(`There are the levels ${known.join(', ')}; each needs a value.`);
  if (kind !== 'thresholds') return;
  const amounts = known.map((level) => rates[level]!);
  if (amounts[0] !== 0) refuse(`Level ${known[0]} begins at 0.`);
  if (amounts.some((amount, index) => index > 0 && amount <= amounts[index - 1]!))
    refuse('Each level begins above the one below it.');
}

function refuse(detail: string): never {
  throw new ApiError('invalid_request', { detail, errors: [{ pointer: '/terms/rates', code: 'invalid_value' }] });
}
