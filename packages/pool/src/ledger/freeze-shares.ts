import type { ClientBase } from 'pg';
import { availableOf, owedOf, pendingOf } from './accounts.ts';
import { lockBalances } from './lock-balances.ts';
import { postTransfers, type Transfer } from './post-transfers.ts';

interface ShareRow {
  owner_id: string;
  currency: string;
  left_minor: number;
  matured: boolean;
}

/**
 * Freezes the shares of an order: they neither mature nor are paid out. What has matured goes back from available to pending;
 * what was paid out by then is owed, and is paid off again when the share matures after all. The caller has locked the order.
 */
export async function freezeShares(client: ClientBase, at: Date, orderId: string): Promise<void> {
  const { rows } = await client.query<ShareRow>(
    `SELECT owner_id, currency, amount_minor - clawed_minor AS left_minor, matured_at IS NOT NULL AS matured FROM share
     WHERE order_id = $1 AND clawed_minor < amount_minor ORDER BY owner_id, kind FOR UPDATE`,
    [orderId],
  );
  const matured = rows.filter((share) => share.matured);
  const balances = await lockBalances(client, [
    ...new Set(matured.map(({ owner_id, currency }) => availableOf(owner_id, currency))),
  ]);
  const transfers = matured.flatMap(({ owner_id, currency, left_minor }) => {
    const account = availableOf(owner_id, currency);
    const there = Math.min(left_minor, balances.get(account)!);
    balances.set(account, balances.get(account)! - there);
    // Without an order: it is the same share as before, not a second one.
    const back = (from: Transfer['from'], amount_minor: number): Transfer => ({
      kind: 'freeze',
      from,
      to: pendingOf(owner_id, currency),
      currency,
      amount_minor,
      order_id: null,
    });
    return [back(account, there), back(owedOf(owner_id, currency), left_minor - there)];
  });
  await postTransfers(client, at, transfers);
  await client.query(
    'UPDATE share SET frozen_at = $2, matured_at = NULL WHERE order_id = $1 AND clawed_minor < amount_minor',
    [orderId, at],
  );
}

/** Lets the shares of an order mature again, each when its time has come. */
export async function thawShares(client: ClientBase, orderId: string): Promise<void> {
  await client.query('UPDATE share SET frozen_at = NULL WHERE order_id = $1 AND frozen_at IS NOT NULL', [orderId]);
}
