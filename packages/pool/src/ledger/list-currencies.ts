import type { ClientBase } from 'pg';

/** Most currencies of one owner. */
const currenciesMax = 50;

/** The currencies in which an owner has ever had money. */
export async function listCurrencies(client: ClientBase, ownerId: string): Promise<string[]> {
  const { rows } = await client.query<{ currency: string }>(
    'SELECT DISTINCT currency FROM account WHERE owner_id = $1 ORDER BY currency LIMIT $2',
    [ownerId, currenciesMax],
  );
  return rows.map(({ currency }) => currency);
}
