import { createId } from '@kameng/contract/id';
import type { TransferKind } from '@kameng/contract/ledger';
import type { ClientBase } from 'pg';
import { insertRows, type Columns } from '../database/insert-rows.ts';
import { hasFloor, ownerOf, type AccountId } from './accounts.ts';
import { writeShares } from './write-shares.ts';

/** Money that moves from one account to another. */
export interface Transfer {
  kind: TransferKind;
  from: AccountId;
  to: AccountId;
  currency: string;
  /** Minor units; a transfer of nothing is left out. */
  amount_minor: number;
  order_id: string | null;
}

const accountColumns: Columns = [
  ['id', 'text'],
  ['owner_id', 'text'],
  ['currency', 'text'],
  ['floor_minor', 'bigint'],
  ['balance_minor', 'bigint'],
];
const transferColumns: Columns = [
  ['id', 'text'],
  ['kind', 'text'],
  ['debit_account', 'text'],
  ['credit_account', 'text'],
  ['currency', 'text'],
  ['amount_minor', 'bigint'],
  ['order_id', 'text'],
  ['created_at', 'timestamptz'],
];

/**
 * The only writer of money. Writes transfers in the caller's transaction, moves the running balances of accounts with a
 * floor, and keeps what goes to pending accounts as shares that will mature. Throws the database's check violation when such an account would go below zero; lock it first to decide kindly.
 */
export async function postTransfers(client: ClientBase, at: Date, transfers: readonly Transfer[]): Promise<void> {
  const moving = transfers.filter((transfer) => transfer.amount_minor !== 0);
  if (moving.length === 0) return;
  await openAccounts(client, moving);
  await insertRows(
    client,
    'transfer',
    transferColumns,
    moving.map((transfer) => ({
      id: createId('transfer', at.getTime()),
      kind: transfer.kind,
      debit_account: transfer.from,
      credit_account: transfer.to,
      currency: transfer.currency,
      amount_minor: transfer.amount_minor,
      order_id: transfer.order_id,
      created_at: at,
    })),
  );
  await moveBalances(client, moving);
  await writeShares(client, at, moving);
}

/** Makes sure the accounts exist. An account with a floor starts at zero. */
export async function openAccounts(
  client: ClientBase,
  transfers: readonly Pick<Transfer, 'from' | 'to' | 'currency'>[],
): Promise<void> {
  const wanted = new Map<AccountId, string>();
  for (const { from, to, currency } of transfers) wanted.set(from, currency).set(to, currency);
  const { rows: standing } = await client.query<{ id: AccountId }>({
    name: 'standing accounts',
    text: 'SELECT id FROM account WHERE id = ANY($1::text[])',
    values: [[...wanted.keys()]],
  });
  for (const { id } of standing) wanted.delete(id);
  // In one order everywhere, so that two processes that open the same accounts wait for each other instead of deadlocking.
  const missing = [...wanted].toSorted(([left], [right]) => (left < right ? -1 : 1));
  await insertRows(
    client,
    'account',
    accountColumns,
    missing.map(([id, currency]) => {
      const start = hasFloor(id) ? 0 : null;
      return { id, owner_id: ownerOf(id) ?? null, currency, floor_minor: start, balance_minor: start };
    }),
    'ON CONFLICT (id) DO NOTHING',
  );
}

async function moveBalances(client: ClientBase, transfers: readonly Transfer[]): Promise<void> {
  const deltas = new Map<AccountId, number>();
  for (const { from, to, amount_minor } of transfers) {
    if (hasFloor(from)) deltas.set(from, (deltas.get(from) ?? 0) - amount_minor);
    if (hasFloor(to)) deltas.set(to, (deltas.get(to) ?? 0) + amount_minor);
  }
  if (deltas.size === 0) return;
  await client.query({
    name: 'move balances',
    text: `UPDATE account SET balance_minor = account.balance_minor + moved.delta
           FROM (SELECT * FROM unnest($1::text[], $2::bigint[]) AS m(id, delta) ORDER BY id) AS moved
           WHERE account.id = moved.id`,
    values: [[...deltas.keys()], [...deltas.values()]],
  });
}
