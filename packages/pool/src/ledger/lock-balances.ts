import type { ClientBase } from 'pg';
import type { AccountId } from './accounts.ts';

const look = 'SELECT id, balance_minor FROM account WHERE id = ANY($1::text[]) AND floor_minor IS NOT NULL ORDER BY id';

/** Locks accounts with a floor until the transaction ends and tells their balances; an unknown account has nothing. */
export function lockBalances(client: ClientBase, accounts: readonly AccountId[]): Promise<Map<AccountId, number>> {
  return read(client, accounts, { name: 'lock balances', text: `${look} FOR UPDATE` });
}

/** Tells balances as they are just now. Whoever spends from them is stopped by the floor when others were faster. */
export function glanceAtBalances(client: ClientBase, accounts: readonly AccountId[]): Promise<Map<AccountId, number>> {
  return read(client, accounts, { name: 'glance at balances', text: look });
}

async function read(
  client: ClientBase,
  accounts: readonly AccountId[],
  statement: { name: string; text: string },
): Promise<Map<AccountId, number>> {
  const balances = new Map<AccountId, number>(accounts.map((account) => [account, 0]));
  if (accounts.length === 0) return balances;
  const { rows } = await client.query<{ id: AccountId; balance_minor: number }>({ ...statement, values: [accounts] });
  for (const { id, balance_minor } of rows) balances.set(id, balance_minor);
  return balances;
}
