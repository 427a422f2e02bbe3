import type { ClientBase } from 'pg';
import type { AccountId } from './accounts.ts';

/** Locks accounts with a floor until the transaction ends and tells their balances; an unknown account has nothing. */
export async function lockBalances(
  client: ClientBase,
  accounts: readonly AccountId[],
): Promise<Map<AccountId, number>> {
  const balances = new Map<AccountId, number>(accounts.map((account) => [account, 0]));
  if (accounts.length === 0) return balances;
  const { rows } = await client.query<{ id: AccountId; balance_minor: number }>({
    name: 'lock balances',
    text: 'SELECT id, balance_minor FROM account WHERE id = ANY($1::text[]) AND floor_minor IS NOT NULL ORDER BY id FOR UPDATE',
    values: [accounts],
  });
  for (const { id, balance_minor } of rows) balances.set(id, balance_minor);
  return balances;
}
