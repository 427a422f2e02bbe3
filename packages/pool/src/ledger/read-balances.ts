import type { ClientBase, Pool } from 'pg';
import type { AccountId } from './accounts.ts';

/**
 * Balances of any accounts at one moment: the running balance where there is one, else the snapshot and the entries after it.
 * An account that nothing was ever posted to has nothing.
 */
export async function readBalances(
  client: Pool | ClientBase,
  accounts: readonly AccountId[],
): Promise<Map<AccountId, number>> {
  const { rows } = await client.query<{ id: AccountId; balance_minor: number }>({
    name: 'read balances',
    text: `SELECT wanted.id, COALESCE(account.balance_minor, COALESCE(snapshot.balance_minor, 0)
             + COALESCE((SELECT sum(amount_minor) FROM transfer WHERE credit_account = wanted.id AND transfer.id > fold.through), 0)
             - COALESCE((SELECT sum(amount_minor) FROM transfer WHERE debit_account = wanted.id AND transfer.id > fold.through), 0))::bigint AS balance_minor
           FROM unnest($1::text[]) AS wanted (id) CROSS JOIN balance_fold AS fold
           LEFT JOIN account ON account.id = wanted.id LEFT JOIN balance_snapshot AS snapshot ON snapshot.account_id = wanted.id`,
    values: [accounts],
  });
  return new Map(rows.map(({ id, balance_minor }) => [id, balance_minor]));
}
